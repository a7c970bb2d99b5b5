-- keep-lease: takes or renews the lease of a sale's slot.
--
-- KEYS  1 lease (string); in the slot {saleId}
-- ARGV  1 owner, 2 time to live in milliseconds (0 gives the lease back)
-- Reply 1 the owner holds it now, 0 somebody else does, or it was given back
--
-- Invariants: a lease only saves double work. Two relays at once send an entry twice, which does no harm.
-- A lease of the wrong type is nobody's and is replaced.
-- Cost: O(1).

local leaseType = redis.call('TYPE', KEYS[1]).ok
if leaseType ~= 'string' and leaseType ~= 'none' then redis.call('DEL', KEYS[1]) end
local owner = redis.call('GET', KEYS[1])
if owner and owner ~= ARGV[1] then return 0 end
if ARGV[2] == '0' then
  if owner then redis.call('DEL', KEYS[1]) end
  return 0
end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1

-- merge-demand: takes ranks of buyers who clicked into a sale's sketch of demand, and tells how full it is.
--
-- KEYS  1 demand (zset: member and score are a rank); in the slot {saleId}
-- ARGV  1 size of the sketch, 2 when it may be forgotten (epoch ms), then ranks as whole numbers of 2^-53
-- Reply { count, largest }: how many ranks are kept, and the largest of them as text ("0" when there is none)
--
-- Invariants: keeps the smallest ranks only, each once. A rank that changes nothing writes nothing, so that repetitions
-- cost no disk. A measurement, not a promise: it needs no epoch and may be lost; edges tell it again. A key of the
-- wrong type is nobody's and is replaced.
-- Cost: O(log size) per rank that matters, O(1) for the others.

local demand, size = KEYS[1], tonumber(ARGV[1])
local keyType = redis.call('TYPE', demand).ok
if keyType ~= 'zset' and keyType ~= 'none' then redis.call('DEL', demand) end

local function largest()
  local last = redis.call('ZRANGE', demand, -1, -1)
  return last[1]
end

local count = redis.call('ZCARD', demand)
local limit = largest()
for i = 3, #ARGV do
  if count < size or tonumber(ARGV[i]) < tonumber(limit) then
    if redis.call('ZADD', demand, 'NX', ARGV[i], ARGV[i]) == 1 then
      count = count + 1
      if count > size then
        redis.call('ZREMRANGEBYRANK', demand, size, -1)
        count = size
      end
      limit = largest()
    end
  end
end
if count > 0 and redis.call('PTTL', demand) == -1 then redis.call('PEXPIREAT', demand, ARGV[2]) end
return {count, limit or '0'}

-- fence-sale: shuts a sale's slot for everybody who does not know the new epoch; the first step of a rebuild in Redis.
--
-- KEYS  1 sale (hash); in the slot {saleId}
-- ARGV  1 epoch, 2 saleId
-- Reply 0 fenced (or fenced at this epoch before), 2 WRONG_EPOCH: the slot knows a newer epoch, or is open at this one
--
-- Invariants: the epoch never falls. The outbox stays: its reservations are promises that the relay still has to send.
-- A sale key of the wrong type is replaced, because a rebuild is the only repair there is.
-- Cost: O(1).

local sale = KEYS[1]
if redis.call('TYPE', sale).ok ~= 'hash' then redis.call('DEL', sale) end

local epoch, state = tonumber(redis.call('HGET', sale, 'epoch') or nil), redis.call('HGET', sale, 'state')
local wanted = tonumber(ARGV[1])
if epoch and (epoch > wanted or (epoch == wanted and state ~= 'RECOVERING')) then return 2 end
redis.call('HSET', sale, 'id', ARGV[2], 'epoch', wanted, 'state', 'RECOVERING')
return 0

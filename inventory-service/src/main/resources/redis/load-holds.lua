-- load-holds: puts a page of live orders back as holds while the sale is fenced.
--
-- KEYS  1 sale (hash)  2 holds (hash)  3 buyers (hash)  4 unconfirmed (zset)  5 outbox (stream); in the slot {saleId}
-- ARGV  1 epoch, 2 first page? (1 or 0), 3 now (epoch ms), then four per order: orderId, buyer, units, state (C or P)
-- Reply 0 OK, 1 UNKNOWN_SALE, 2 WRONG_EPOCH, 3 not RECOVERING, 7 OUTBOX_NOT_EMPTY
--
-- Invariants: only under the rebuild's own epoch. The first page clears what the slot held before; it refuses while
-- the outbox has entries, since they are reservations that MySQL has not seen.
-- Cost: O(orders in the page); pages keep Redis from standing still.

local sale, holds, buyers, unconfirmed, outbox = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]

if redis.call('EXISTS', sale) == 0 then return 1 end
if tonumber(redis.call('HGET', sale, 'epoch')) ~= tonumber(ARGV[1]) then return 2 end
if redis.call('HGET', sale, 'state') ~= 'RECOVERING' then return 3 end

if ARGV[2] == '1' then
  local outboxType = redis.call('TYPE', outbox).ok
  if outboxType == 'stream' and redis.call('XLEN', outbox) > 0 then return 7 end
  if outboxType ~= 'stream' then
    redis.call('DEL', outbox)
    -- An empty stream that exists: reserve-stock takes a missing outbox for damage.
    redis.call('XDEL', outbox, redis.call('XADD', outbox, '*', 'o', ''))
  end
  redis.call('DEL', holds, buyers, unconfirmed)
end

for i = 4, #ARGV, 4 do
  redis.call('HSET', holds, ARGV[i], ARGV[i + 1] .. '|' .. ARGV[i + 2] .. '|' .. ARGV[i + 3] .. '|' .. ARGV[3])
  redis.call('HSET', buyers, ARGV[i + 1], ARGV[i])
end
return 0

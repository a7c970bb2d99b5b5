-- open-sale: the last step of a rebuild in Redis; counts the loaded holds and lets clicks in again.
--
-- KEYS  1 sale (hash)  2 holds (hash)  3 buyers (hash)  4 unconfirmed (zset)  5 outbox (stream); in the slot {saleId}
-- ARGV  1 epoch, 2 total, 3 units returned so far, 4 perUserLimit, 5 maxUnconfirmedUnits, 6 opensAt, 7 closesAt
--       (epoch ms)
-- Reply 0 OK, 1 UNKNOWN_SALE, 2 WRONG_EPOCH, 3 not RECOVERING, 6 DAMAGED: the holds do not fit the total or the buyers
--
-- Invariants: available is what the total leaves after the holds, counted here. The sequence starts again, which is
-- safe because ids carry the epoch; the version starts at 1, after the fenced state's 0.
-- Cost: O(holds).

local sale, holds, buyers = KEYS[1], KEYS[2], KEYS[3]

if redis.call('EXISTS', sale) == 0 then return 1 end
if tonumber(redis.call('HGET', sale, 'epoch')) ~= tonumber(ARGV[1]) then return 2 end
if redis.call('HGET', sale, 'state') ~= 'RECOVERING' then return 3 end

local total, held, paidUnits, count = tonumber(ARGV[2]), 0, 0, 0
for _, hold in ipairs(redis.call('HVALS', holds)) do
  local units, state = string.match(hold, '^[^|]*|(%d+)|([UCP])|%d+$')
  held = held + tonumber(units)
  if state == 'P' then paidUnits = paidUnits + tonumber(units) end
  count = count + 1
end
if held > total or redis.call('HLEN', buyers) ~= count or redis.call('ZCARD', KEYS[4]) ~= 0
    or redis.call('TYPE', KEYS[5]).ok ~= 'stream' then
  return 6
end

redis.call('HSET', sale, 'total', total, 'available', total - held, 'held', held, 'holdCount', count,
  'unconfirmedUnits', 0, 'unconfirmedCount', 0, 'paidUnits', paidUnits, 'returnedUnits', ARGV[3],
  'perUserLimit', ARGV[4], 'maxUnconfirmedUnits', ARGV[5], 'opensAt', ARGV[6], 'closesAt', ARGV[7],
  'sequence', 0, 'version', 1, 'state', 'OPEN')
return 0

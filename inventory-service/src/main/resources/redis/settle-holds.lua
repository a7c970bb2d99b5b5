-- settle-holds: confirms, marks paid or releases holds of one sale, as its orders' events tell.
--
-- KEYS  1 sale (hash)  2 holds (hash)  3 buyers (hash)  4 unconfirmed (zset); all in the slot {saleId}
-- ARGV  1 epoch, then two per hold: orderId, action (C confirm, P paid, R release)
-- Reply { status, version, available, then per hold: 1 applied or 0 nothing to do }
--   status   0 OK, 1 UNKNOWN_SALE, 2 WRONG_EPOCH, 3 RECOVERING, 6 DAMAGED
--
-- Invariants: a hold's units return exactly once, because only the release that finds the hold adds them; the buyer
-- entry goes only if it still names this order, so a late release leaves a newer order of the same buyer alone. A
-- hold's state only rises (U unconfirmed, C confirmed, P paid), so events may repeat and overtake each other.
-- Everything is checked before the first write; see reserve-stock.
-- Cost: O(log n) per hold (the unconfirmed set).

local sale, holds, buyers, unconfirmed = KEYS[1], KEYS[2], KEYS[3], KEYS[4]

local function refuse(status)
  return {status, 0, 0}
end

local function typeIs(key, expected)
  local actual = redis.call('TYPE', key).ok
  return actual == expected or actual == 'none'
end

local saleType = redis.call('TYPE', sale).ok
if saleType == 'none' then return refuse(1) end
if saleType ~= 'hash' then return refuse(6) end

local s = redis.call('HMGET', sale, 'epoch', 'state', 'available', 'held', 'holdCount', 'unconfirmedUnits',
  'unconfirmedCount', 'paidUnits', 'returnedUnits', 'version')
local epoch = tonumber(s[1])
if not epoch then return refuse(6) end
if epoch ~= tonumber(ARGV[1]) then return refuse(2) end
if s[2] == 'RECOVERING' then return refuse(3) end
if s[2] ~= 'OPEN' then return refuse(6) end

local n = {}
for i = 3, 10 do
  n[i] = tonumber(s[i])
  if not n[i] then return refuse(6) end
end
local available, held, holdCount, unconfirmedUnits = n[3], n[4], n[5], n[6]
local unconfirmedCount, paidUnits, returnedUnits, version = n[7], n[8], n[9], n[10]

if not (typeIs(holds, 'hash') and typeIs(buyers, 'hash') and typeIs(unconfirmed, 'zset')) then return refuse(6) end

local reply = {0, 0, 0}
local changed = false

for i = 2, #ARGV, 2 do
  local orderId, action = ARGV[i], ARGV[i + 1]
  local hold = redis.call('HGET', holds, orderId)
  local buyer, unitsText, state, since
  if hold then buyer, unitsText, state, since = string.match(hold, '^([^|]*)|(%d+)|([UCP])|(%d+)$') end
  local applied = 0
  if buyer then
    local units = tonumber(unitsText)
    -- Whatever is said of the order, it exists in MySQL now: the hold is no longer unconfirmed.
    if state == 'U' and redis.call('ZREM', unconfirmed, orderId) == 1 then
      unconfirmedUnits = unconfirmedUnits - units
      unconfirmedCount = unconfirmedCount - 1
    end
    if action == 'R' then
      if state == 'P' then paidUnits = paidUnits - units end
      redis.call('HDEL', holds, orderId)
      if redis.call('HGET', buyers, buyer) == orderId then redis.call('HDEL', buyers, buyer) end
      available = available + units
      held = held - units
      holdCount = holdCount - 1
      returnedUnits = returnedUnits + units
      applied = 1
    elseif action == 'P' and state ~= 'P' then
      redis.call('HSET', holds, orderId, buyer .. '|' .. unitsText .. '|P|' .. since)
      paidUnits = paidUnits + units
      applied = 1
    elseif action == 'C' and state == 'U' then
      redis.call('HSET', holds, orderId, buyer .. '|' .. unitsText .. '|C|' .. since)
      applied = 1
    end
    if applied == 1 then
      version = version + 1
      changed = true
    end
  end
  reply[#reply + 1] = applied
end

if changed then
  redis.call('HSET', sale, 'available', available, 'held', held, 'holdCount', holdCount,
    'unconfirmedUnits', unconfirmedUnits, 'unconfirmedCount', unconfirmedCount, 'paidUnits', paidUnits,
    'returnedUnits', returnedUnits, 'version', version)
end
reply[2], reply[3] = version, available
return reply

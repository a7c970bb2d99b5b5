-- reserve-stock: answers a batch of clicks on one sale.
--
-- KEYS  1 sale (hash)  2 holds (hash)  3 buyers (hash)  4 unconfirmed (zset)  5 outbox (stream); all in the slot {saleId}
-- ARGV  1 epoch, then four per click: buyer, quantity, deadline (epoch ms), traceparent (may be empty)
-- Reply { status, version, available, final, then per click: code, orderId, quantity, state }
--   status   0 OK, 1 UNKNOWN_SALE, 2 WRONG_EPOCH, 3 RECOVERING, 4 NOT_OPEN, 5 CLOSED, 6 DAMAGED (only status and
--            zeros follow when it is not OK)
--   final    1 when every unit is paid for, so that none can come back
--   state    of the hold: U unconfirmed, C confirmed, P paid; empty without one
--   code     0 RESERVED, 1 ALREADY_RESERVED, 2 SOLD_OUT, 3 TOO_FEW_LEFT, 4 BUSY, 5 EXPIRED, 6 INVALID_QUANTITY
--
-- Invariants: total = available + held. One hold, one buyer entry, one unconfirmed entry and one outbox entry per
-- reservation. A buyer who holds a live order gets the same id again and burns nothing.
-- Lua does not roll back, so whatever could make a write fail is checked before the first write: the types of all
-- keys, every number, and that the collections are as large as the counters say. A damaged slot is refused, never
-- guessed at; a rebuild repairs it. When Redis is out of memory it refuses the first write, hence the whole script.
-- Cost: O(1) per click (the outbox entry and the unconfirmed entry go to the end of theirs).

local sale, holds, buyers, unconfirmed, outbox = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]

local function refuse(status)
  return {status, 0, 0, 0}
end

local function typeIs(key, expected)
  local actual = redis.call('TYPE', key).ok
  return actual == expected or (actual == 'none' and expected ~= 'stream')
end

local saleType = redis.call('TYPE', sale).ok
if saleType == 'none' then return refuse(1) end
if saleType ~= 'hash' then return refuse(6) end

local s = redis.call('HMGET', sale, 'epoch', 'state', 'id', 'total', 'available', 'held', 'holdCount',
  'unconfirmedUnits', 'unconfirmedCount', 'maxUnconfirmedUnits', 'paidUnits', 'perUserLimit', 'sequence', 'version',
  'opensAt', 'closesAt')
local epoch = tonumber(s[1])
if not epoch then return refuse(6) end
if epoch ~= tonumber(ARGV[1]) then return refuse(2) end
if s[2] == 'RECOVERING' then return refuse(3) end
if s[2] ~= 'OPEN' or not s[3] then return refuse(6) end

local n = {}
for i = 4, 16 do
  n[i] = tonumber(s[i])
  if not n[i] then return refuse(6) end
end
local total, available, held, holdCount = n[4], n[5], n[6], n[7]
local unconfirmedUnits, unconfirmedCount, maxUnconfirmedUnits, paidUnits = n[8], n[9], n[10], n[11]
local perUserLimit, sequence, version, opensAt, closesAt = n[12], n[13], n[14], n[15], n[16]

if not (typeIs(holds, 'hash') and typeIs(buyers, 'hash') and typeIs(unconfirmed, 'zset')
    and typeIs(outbox, 'stream')) then
  return refuse(6)
end
if total ~= available + held or available < 0
    or redis.call('HLEN', holds) ~= holdCount
    or redis.call('HLEN', buyers) ~= holdCount
    or redis.call('ZCARD', unconfirmed) ~= unconfirmedCount then
  return refuse(6)
end

-- Milliseconds as a string too: Lua would print a number of that size as 1.7e+12.
local time = redis.call('TIME')
local nowText = time[1] .. string.format('%03d', math.floor(tonumber(time[2]) / 1000))
local now = tonumber(nowText)
if now < opensAt then return refuse(4) end
if now >= closesAt then return refuse(5) end

local prefix = s[3] .. '-' .. string.format('%.0f', epoch) .. '-'
local final = (paidUnits >= total) and 1 or 0
local reply = {0, 0, 0, final}
local reserved = false

for i = 2, #ARGV, 4 do
  local buyer, quantity, deadline, traceparent = ARGV[i], tonumber(ARGV[i + 1]), tonumber(ARGV[i + 2]), ARGV[i + 3]
  local code, orderId, units, state = 6, '', 0, ''
  if quantity and deadline and quantity >= 1 and quantity <= perUserLimit and quantity == math.floor(quantity) then
    local existing = redis.call('HGET', buyers, buyer)
    if deadline <= now then
      code = 5
    elseif existing then
      local hold = redis.call('HGET', holds, existing)
      local heldUnits, heldState = string.match(hold or '', '^[^|]*|(%d+)|([UCP])|')
      code, orderId, units, state = 1, existing, tonumber(heldUnits) or 0, heldState or 'U'
    elseif available == 0 then
      code = 2
    elseif available < quantity then
      code = 3
    elseif unconfirmedUnits + quantity > maxUnconfirmedUnits then
      code = 4
    else
      sequence = sequence + 1
      version = version + 1
      available = available - quantity
      held = held + quantity
      holdCount = holdCount + 1
      unconfirmedUnits = unconfirmedUnits + quantity
      unconfirmedCount = unconfirmedCount + 1
      code, orderId, units, state = 0, prefix .. string.format('%.0f', sequence), quantity, 'U'
      redis.call('XADD', outbox, '*', 'o', orderId, 'b', buyer, 'q', quantity, 't', nowText, 'p', traceparent)
      redis.call('HSET', holds, orderId, buyer .. '|' .. string.format('%.0f', quantity) .. '|U|' .. nowText)
      redis.call('HSET', buyers, buyer, orderId)
      redis.call('ZADD', unconfirmed, nowText, orderId)
      reserved = true
    end
  end
  reply[#reply + 1] = code
  reply[#reply + 1] = orderId
  reply[#reply + 1] = units
  reply[#reply + 1] = state
end

if reserved then
  redis.call('HSET', sale, 'available', available, 'held', held, 'holdCount', holdCount,
    'unconfirmedUnits', unconfirmedUnits, 'unconfirmedCount', unconfirmedCount, 'sequence', sequence,
    'version', version)
end
reply[2], reply[3] = version, available
return reply

-- count-stock: counts a sale's stock at its source, for the ledger.
--
-- KEYS  1 sale (hash)  2 holds (hash)  3 outbox (stream); in the slot {saleId}
-- ARGV  none
-- Reply { status, epoch, version, total, available, heldUnits, unconfirmedUnits, paidUnits, returnedUnits, outboxEntries }
--   status   0 OK, 1 UNKNOWN_SALE, 3 RECOVERING, 6 DAMAGED
--
-- Invariants: reads only. Held, unconfirmed and paid units are summed over the holds themselves, never taken from the
-- counters that the other scripts keep, so a counter that went wrong shows as a ledger out of balance.
-- Cost: O(holds). An operator's call, not a buyer's.

local sale = KEYS[1]
local saleType = redis.call('TYPE', sale).ok
if saleType == 'none' then return {1} end
if saleType ~= 'hash' then return {6} end

local s = redis.call('HMGET', sale, 'state', 'epoch', 'version', 'total', 'available', 'returnedUnits')
if s[1] == 'RECOVERING' then return {3} end
for i = 2, 6 do
  if not tonumber(s[i]) then return {6} end
end

local held, unconfirmed, paid = 0, 0, 0
for _, hold in ipairs(redis.call('HVALS', KEYS[2])) do
  local units, state = string.match(hold, '^[^|]*|(%d+)|([UCP])|%d+$')
  if not units then return {6} end
  held = held + tonumber(units)
  if state == 'U' then unconfirmed = unconfirmed + tonumber(units) end
  if state == 'P' then paid = paid + tonumber(units) end
end
return {0, tonumber(s[2]), tonumber(s[3]), tonumber(s[4]), tonumber(s[5]), held, unconfirmed, paid, tonumber(s[6]),
  redis.call('XLEN', KEYS[3])}

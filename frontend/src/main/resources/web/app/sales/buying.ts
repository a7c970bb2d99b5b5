import { api } from '../api/client';
import type { Order } from '../api/contract';
import { Problem } from '../api/problem';
import { serverClock } from '../api/server-clock';

const passes = new Map<string, { pass: string; expiresAt: number }>();

/** Buys: takes the sale's pass when there is none, and a new one once when the old one is not accepted. */
export async function buy(saleId: string, buyer: string, quantity: number): Promise<Order> {
  try {
    return await api.buy(saleId, await passFor(saleId, buyer), quantity);
  } catch (failure) {
    if (failure instanceof Problem && (failure.kind === 'pass-invalid' || failure.kind === 'pass-required')) {
      passes.delete(key(saleId, buyer));
      return api.buy(saleId, await passFor(saleId, buyer), quantity);
    }
    throw unsure(failure);
  }
}

async function passFor(saleId: string, buyer: string): Promise<string> {
  const known = passes.get(key(saleId, buyer));
  if (known !== undefined && known.expiresAt > serverClock.now() + 1000) {
    return known.pass;
  }
  const answer = await api.pass(saleId);
  if (answer.pass === undefined) {
    throw new Problem('challenge', 'This sale asks for an extra check that this page cannot do yet.');
  }
  passes.set(key(saleId, buyer), { pass: answer.pass, expiresAt: Date.parse(answer.expiresAt ?? '') || 0 });
  return answer.pass;
}

/** A click without an answer may have arrived: that is for the buyer what the edge calls an unknown outcome. */
function unsure(failure: unknown): unknown {
  return failure instanceof Problem && failure.kind === 'no-answer'
    ? new Problem(
        'unknown-outcome',
        'We could not hear whether your click arrived. Press Buy again: you cannot be counted twice.',
      )
    : failure;
}

const key = (saleId: string, buyer: string) => `${saleId} ${buyer}`;

import { api } from '../api/client';
import type { Challenge, Order } from '../api/contract';
import { Problem } from '../api/problem';
import { serverClock } from '../api/server-clock';
import { solve } from './challenge';

/** More checks in a row than anybody is asked for by mistake. */
const MOST_CHECKS = 3;

const passes = new Map<string, { pass: string; expiresAt: number }>();
const fetching = new Map<string, Promise<string>>();
const checking = new Set<string>();

/** Gets the pass of a sale that has opened, so that it is there, and a check done, when Buy is pressed. */
export function prepare(saleId: string, buyer: string): void {
  // Whatever is wrong is told when Buy is pressed, which asks again.
  passFor(saleId, buyer).catch(() => undefined);
}

/** Whether this computer does the work that the buyer's pass costs. */
export function isChecking(saleId: string, buyer: string): boolean {
  return checking.has(key(saleId, buyer));
}

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

function passFor(saleId: string, buyer: string): Promise<string> {
  const name = key(saleId, buyer);
  const known = passes.get(name);
  if (known !== undefined && known.expiresAt > serverClock.now() + 1000) {
    return Promise.resolve(known.pass);
  }
  const underWay = fetching.get(name);
  if (underWay !== undefined) {
    return underWay;
  }
  const fetched = fetchPass(saleId, name).finally(() => fetching.delete(name));
  fetching.set(name, fetched);
  return fetched;
}

async function fetchPass(saleId: string, name: string): Promise<string> {
  let answer = await api.pass(saleId);
  for (let checks = 0; answer.challenge !== undefined; checks++) {
    if (checks === MOST_CHECKS) {
      throw new Problem('challenge', 'The check took too long. Please try again.');
    }
    answer = await api.pass(saleId, { challenge: answer.challenge.token, solution: await check(answer.challenge, name) });
  }
  passes.set(name, { pass: answer.pass, expiresAt: Date.parse(answer.expiresAt) || 0 });
  return answer.pass;
}

async function check(challenge: Challenge, name: string): Promise<string> {
  checking.add(name);
  try {
    return await solve(challenge);
  } finally {
    checking.delete(name);
  }
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

import type { Order, OrderPage, PassAnswer, Payment, Sale } from './contract';
import { Problem, messageOf, problemOf } from './problem';
import { serverClock } from './server-clock';
import { session } from '../session/session';

const TIMEOUT_MILLIS = 10_000;

/** Sends a call as the signed-in buyer; the answer is a success, everything else is thrown as a Problem. */
export async function call(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  if (session.token !== null) {
    headers.set('Authorization', `Bearer ${session.token}`);
  }
  if (init.body !== undefined) {
    headers.set('Content-Type', 'application/json');
  }
  const sentAt = Date.now();
  let response: Response;
  try {
    response = await fetch(path, { signal: AbortSignal.timeout(TIMEOUT_MILLIS), ...init, headers });
  } catch (failure) {
    if (init.signal?.aborted) {
      throw failure;
    }
    throw new Problem('no-answer', messageOf(failure));
  }
  serverClock.learn(response.headers.get('Date'), sentAt, Date.now());
  if (!response.ok) {
    const problem = await problemOf(response);
    if (problem.kind === 'unauthenticated') {
      session.end();
    }
    throw problem;
  }
  return response;
}

async function json<T>(path: string, init?: RequestInit): Promise<T> {
  return (await (await call(path, init)).json()) as T;
}

const post = (body?: unknown, headers?: HeadersInit): RequestInit => ({
  method: 'POST',
  headers,
  body: body === undefined ? undefined : JSON.stringify(body),
});

export const api = {
  signIn: (user: string) => json<{ token: string; userId: string; expiresAt: string }>('/api/session', post({ user })),
  sales: () => json<Sale[]>('/api/sales'),
  pass: (saleId: string, work?: { challenge: string; solution: string }) =>
    json<PassAnswer>(`/api/sales/${encodeURIComponent(saleId)}/pass`, post(work)),
  buy: (saleId: string, pass: string, quantity: number) =>
    json<Order>(`/api/sales/${encodeURIComponent(saleId)}/orders`, post({ quantity }, { 'X-Purchase-Pass': pass })),
  order: (orderId: string) => json<Order>(`/api/orders/${encodeURIComponent(orderId)}`),
  orders: (cursor: string | null, limit: number) =>
    json<OrderPage>(`/api/orders?limit=${limit}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`),
  cancel: (orderId: string) => call(`/api/orders/${encodeURIComponent(orderId)}/cancellation`, post()),
  pay: (orderId: string, key: string, cardNumber: string, holder: string) =>
    json<Payment>(
      `/api/orders/${encodeURIComponent(orderId)}/payments`,
      post({ method: 'card', cardNumber, holder }, { 'Idempotency-Key': key }),
    ),
};

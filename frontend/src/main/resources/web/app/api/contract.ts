/** What the edge promises the page: the public contract's shapes. Money is in minor units, times are RFC 3339. */

export type SaleState = 'SCHEDULED' | 'OPEN' | 'SOLD_OUT' | 'RECOVERING' | 'CLOSED';

export interface Sale {
  id: string;
  title: string;
  priceMinor: number;
  currency: string;
  opensAt: string;
  closesAt: string;
  state: SaleState;
  stock: { total: number; available: number };
  perUserLimit: number;
}

export type OrderStatus =
  'QUEUED' | 'PENDING_PAYMENT' | 'PAID' | 'CANCELLED' | 'EXPIRED' | 'REJECTED' | 'REFUNDED';

export interface Payment {
  paymentId: string;
  status: 'PENDING' | 'SUCCEEDED' | 'FAILED' | 'REFUNDED';
}

export interface Order {
  orderId: string;
  saleId: string;
  quantity: number;
  status: OrderStatus;
  amountMinor?: number;
  currency?: string;
  expiresAt?: string | null;
  payment?: Payment | null;
}

export interface OrderPage {
  orders: Order[];
  nextCursor: string | null;
}

/** Work to be done for a pass: a number such that SHA-256 of `token:number` begins with so many zero bits. */
export interface Challenge {
  algorithm: 'sha-256';
  token: string;
  bits: number;
  expiresAt: string;
}

/** A pass, or what has to be done for one first. */
export type PassAnswer = { pass: string; expiresAt: string; challenge?: undefined } | { challenge: Challenge };

/** An order that still stands for its buyer. */
export function isLive(order: Order): boolean {
  return order.status === 'QUEUED' || order.status === 'PENDING_PAYMENT' || order.status === 'PAID';
}

const STEPS: Partial<Record<OrderStatus, number>> = { QUEUED: 0, PENDING_PAYMENT: 1 };

/** Whether an answer about an order is older than what is known of it: answers overtake one another. */
export function isOlder(answer: Order, known: Order): boolean {
  const step = (order: Order) => STEPS[order.status] ?? 2;
  return step(answer) < step(known);
}

/** An order that may still change. */
export function mayChange(order: Order): boolean {
  return order.status === 'QUEUED' || order.status === 'PENDING_PAYMENT' || order.payment?.status === 'PENDING';
}

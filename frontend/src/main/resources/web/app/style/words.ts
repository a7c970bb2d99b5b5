import type { OrderStatus, SaleState } from '../api/contract';

interface Badge {
  text: string;
  tone: '' | 'good' | 'warn' | 'bad';
}

export const SALE_BADGES: Record<SaleState, Badge> = {
  SCHEDULED: { text: 'Opens soon', tone: '' },
  OPEN: { text: 'Open', tone: 'good' },
  SOLD_OUT: { text: 'Sold out for now', tone: 'warn' },
  RECOVERING: { text: 'One moment', tone: 'warn' },
  CLOSED: { text: 'Closed', tone: '' },
};

export const ORDER_BADGES: Record<OrderStatus, Badge> = {
  QUEUED: { text: 'Accepted', tone: 'good' },
  PENDING_PAYMENT: { text: 'Waiting for payment', tone: 'warn' },
  PAID: { text: 'Paid', tone: 'good' },
  CANCELLED: { text: 'Cancelled', tone: '' },
  EXPIRED: { text: 'Not paid in time', tone: '' },
  REJECTED: { text: 'Not fulfilled', tone: 'bad' },
  REFUNDED: { text: 'Refunded', tone: '' },
};

/** An amount in the buyer's own notation; minor units follow the currency. */
export function money(amountMinor: number, currency: string): string {
  const format = new Intl.NumberFormat(undefined, { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amountMinor / 10 ** digits);
}

/** A span as people read clocks: 0:07, 12:30, 3:04:05, or days when it is far off. */
export function span(millis: number): string {
  const seconds = Math.max(0, Math.ceil(millis / 1000));
  if (seconds >= 172_800) {
    return `${Math.floor(seconds / 86_400)} days`;
  }
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

export const units = (count: number) => (count === 1 ? '1 unit' : `${count} units`);

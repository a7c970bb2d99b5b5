import { api } from '../api/client';
import { isOlder, type Order } from '../api/contract';

const PAGE = 10;

/** The pages of one buyer's orders that have been read so far, kept in step with what the page hears of one of them. */
export class OrderHistory {
  orders: Order[] = [];
  private cursor: string | null = null;

  get hasMore(): boolean {
    return this.cursor !== null;
  }

  /** Reads the newest page. */
  async load(): Promise<void> {
    const page = await api.orders(null, PAGE);
    const heardMeanwhile = this.orders;
    this.orders = page.orders;
    this.cursor = page.nextCursor;
    // An order that was bought, or moved on, while the answer was under way is missing in it or older there.
    [...heardMeanwhile].reverse().forEach((order) => this.put(order));
  }

  async more(): Promise<void> {
    const page = await api.orders(this.cursor, PAGE);
    const known = new Set(this.orders.map((order) => order.orderId));
    this.orders = [...this.orders, ...page.orders.filter((order) => !known.has(order.orderId))];
    this.cursor = page.nextCursor;
  }

  /** Puts one order in its place: a new one comes first. */
  put(order: Order): void {
    const known = this.orders.find((candidate) => candidate.orderId === order.orderId);
    if (known === undefined) {
      this.orders = [order, ...this.orders];
    } else if (!isOlder(order, known)) {
      this.orders = this.orders.map((candidate) => (candidate === known ? { ...known, ...order } : candidate));
    }
  }
}

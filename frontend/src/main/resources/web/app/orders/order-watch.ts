import { api, call } from '../api/client';
import { isOlder, mayChange, type Order } from '../api/contract';
import { Problem } from '../api/problem';
import { serverClock } from '../api/server-clock';
import { EventLines } from './event-lines';

const FIRST_WAIT_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 8000;
const POLL_MILLIS = 1500;
/** A stream that says nothing for so long is taken for dead; the service sends a comment more often. */
const SILENCE_MILLIS = 45_000;

/**
 * Follows one order until nothing can change any more: by stream, read with fetch so that no token is in an address,
 * and by asking between two streams. A pending payment is asked for as well, because it may fail without a transition
 * of the order.
 */
export class OrderWatch {
  private readonly abort = new AbortController();
  private latest: Order | null = null;

  constructor(
    private readonly orderId: string,
    private readonly heard: (order: Order) => void,
  ) {
    void this.stream();
    void this.poll();
  }

  stop(): void {
    this.abort.abort();
  }

  /** Asks at once, after something the buyer did. */
  async refresh(): Promise<void> {
    try {
      this.take(await api.order(this.orderId));
    } catch (failure) {
      this.giveUpWhenGone(failure);
    }
  }

  private get over(): boolean {
    return this.abort.signal.aborted || (this.latest !== null && !mayChange(this.latest));
  }

  private async stream(): Promise<void> {
    let wait = FIRST_WAIT_MILLIS;
    while (!this.over) {
      try {
        const heardSomething = await this.read();
        wait = heardSomething ? FIRST_WAIT_MILLIS : wait;
      } catch (failure) {
        this.giveUpWhenGone(failure);
      }
      if (!this.over) {
        await this.refresh();
        await this.pause(wait + Math.random() * wait);
        wait = Math.min(LONGEST_WAIT_MILLIS, wait * 2);
      }
    }
  }

  private async read(): Promise<boolean> {
    const silence = new AbortController();
    const cancel = () => silence.abort();
    this.abort.signal.addEventListener('abort', cancel);
    let timer = window.setTimeout(cancel, SILENCE_MILLIS);
    let heardSomething = false;
    try {
      const response = await call(`/api/orders/${encodeURIComponent(this.orderId)}/events`, {
        headers: { Accept: 'text/event-stream' },
        signal: silence.signal,
      });
      const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
      const lines = new EventLines();
      for (let part = await reader.read(); !part.done; part = await reader.read()) {
        window.clearTimeout(timer);
        timer = window.setTimeout(cancel, SILENCE_MILLIS);
        for (const data of lines.push(part.value)) {
          heardSomething = true;
          this.take({ ...this.latest, ...(JSON.parse(data) as Order) });
        }
        if (this.over) {
          cancel();
          return true;
        }
      }
      return heardSomething;
    } finally {
      window.clearTimeout(timer);
      this.abort.signal.removeEventListener('abort', cancel);
    }
  }

  private async poll(): Promise<void> {
    while (!this.abort.signal.aborted) {
      await this.pause(POLL_MILLIS);
      const waiting = this.latest === null || this.latest.payment?.status === 'PENDING' || this.isDue();
      if (waiting && !this.over) {
        await this.refresh();
      }
    }
  }

  /** The hold has run out by the clock, so the end of the order must be near. */
  private isDue(): boolean {
    return this.latest?.status === 'PENDING_PAYMENT' && Date.parse(this.latest.expiresAt ?? '') < serverClock.now();
  }

  private take(order: Order): void {
    if (!this.abort.signal.aborted && (this.latest === null || !isOlder(order, this.latest))) {
      this.latest = order;
      this.heard(order);
    }
  }

  private giveUpWhenGone(failure: unknown): void {
    const kind = failure instanceof Problem ? failure.kind : '';
    if (kind === 'unauthenticated' || (kind === 'not-found' && this.latest !== null)) {
      this.stop();
    }
  }

  private pause(millis: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = window.setTimeout(resolve, millis);
      this.abort.signal.addEventListener('abort', () => {
        window.clearTimeout(timer);
        resolve();
      }, { once: true });
    });
  }
}

import { api } from '../api/client';
import type { Sale } from '../api/contract';

const REFRESH_MILLIS = 1000;
const SLOWEST_MILLIS = 8000;

/** The list of sales, asked for about every second, less often while the shop does not answer or nobody looks. */
export class SaleFeed {
  private timer: number | undefined;
  private failures = 0;
  private stopped = true;

  constructor(private readonly heard: (sales: Sale[] | null) => void) {}

  start(): void {
    this.stopped = false;
    void this.ask();
  }

  stop(): void {
    this.stopped = true;
    window.clearTimeout(this.timer);
  }

  private async ask(): Promise<void> {
    try {
      const sales = await api.sales();
      this.failures = 0;
      this.heard([...sales].sort((a, b) => Date.parse(b.opensAt) - Date.parse(a.opensAt)));
    } catch {
      // Told to the buyer as a lost connection; the next round tries again.
      this.failures++;
      this.heard(null);
    }
    if (!this.stopped) {
      const wait = Math.min(SLOWEST_MILLIS, REFRESH_MILLIS * 2 ** this.failures);
      this.timer = window.setTimeout(() => void this.ask(), document.hidden ? SLOWEST_MILLIS : wait);
    }
  }
}

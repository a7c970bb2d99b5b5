/**
 * The server's time, learnt from the Date header of its answers.
 *
 * The header has whole seconds only, but each answer gives a lower and an upper bound for the difference between the
 * clocks, and many answers give narrow ones. A difference that has moved out of its bounds is learnt anew.
 */
class ServerClock {
  private lower = -Infinity;
  private upper = Infinity;

  /** Learns from an answer; both moments are of this computer's clock, in milliseconds. */
  learn(date: string | null, sentAt: number, receivedAt: number): void {
    const server = date === null ? NaN : Date.parse(date);
    if (Number.isNaN(server)) {
      return;
    }
    const lowest = server - receivedAt;
    const highest = server + 1000 - sentAt;
    if (lowest > this.upper || highest < this.lower) {
      this.lower = lowest;
      this.upper = highest;
      return;
    }
    this.lower = Math.max(this.lower, lowest);
    this.upper = Math.min(this.upper, highest);
  }

  /** The server's epoch milliseconds now, as well as they are known. */
  now(): number {
    return Date.now() + (Number.isFinite(this.lower) ? (this.lower + this.upper) / 2 : 0);
  }
}

export const serverClock = new ServerClock();

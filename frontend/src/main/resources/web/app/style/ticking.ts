import type { ReactiveController, ReactiveControllerHost } from 'lit';

const TICK_MILLIS = 200;

/** Renders its host again and again while it is on the page, for everything that counts down. */
export class Ticking implements ReactiveController {
  private timer: number | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    this.timer = window.setInterval(() => this.host.requestUpdate(), TICK_MILLIS);
  }

  hostDisconnected(): void {
    window.clearInterval(this.timer);
  }
}

import { LitElement, css, html, nothing, type PropertyValues } from 'lit';
import { api } from '../api/client';
import type { Order } from '../api/contract';
import { messageOf } from '../api/problem';
import { serverClock } from '../api/server-clock';
import { controls } from '../style/controls';
import { Ticking } from '../style/ticking';
import { ORDER_BADGES, money, span, units } from '../style/words';
import { OrderWatch } from './order-watch';
import './payment-form';

/** One order as it happens, with Pay and Cancel. Fires `changed` with the order whenever it has moved on. */
class OrderPanel extends LitElement {
  static properties = {
    order: { attribute: false },
    buyer: { attribute: false },
    busy: { state: true },
    failure: { state: true },
  };

  static styles = [
    controls,
    css`
      .card { display: grid; gap: 1.1rem; }
      .top { display: flex; justify-content: space-between; align-items: start; gap: 1rem; }
      h2 { font-size: 1.25rem; }
      .hold strong { font-size: 1.5rem; color: var(--ink); }
      .actions { display: flex; justify-content: flex-end; border-top: 1px solid var(--line); padding-top: 0.8rem; }
      .id { overflow-wrap: anywhere; }
    `,
  ];

  declare order: Order;
  declare buyer: string;
  declare busy: boolean;
  declare failure: string | null;
  private watch: OrderWatch | null = null;

  constructor() {
    super();
    this.busy = false;
    this.failure = null;
    new Ticking(this);
  }

  connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) {
      this.follow();
    }
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watch?.stop();
  }

  protected willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('order') as Order | undefined;
    if (changed.has('order') && before?.orderId !== this.order.orderId) {
      this.failure = null;
      this.follow();
    }
  }

  private follow(): void {
    this.watch?.stop();
    this.watch = new OrderWatch(this.order.orderId, (order) => {
      this.order = order;
      this.dispatchEvent(new CustomEvent('changed', { detail: order }));
    });
  }

  render() {
    const order = this.order;
    const badge = ORDER_BADGES[order.status];
    return html`
      <section class="card" aria-label="Your order">
        <div class="top">
          <div>
            <h2>Your order</h2>
            <p class="soft small">${units(order.quantity)}${order.amountMinor === undefined || !order.currency
              ? nothing : html` · <span class="number">${money(order.amountMinor, order.currency)}</span>`}
              · <span class="id">${order.orderId}</span></p>
          </div>
          <span class="badge ${badge?.tone}" data-testid="order-status" data-status=${order.status}
            data-order-id=${order.orderId} role="status">${badge?.text ?? order.status}</span>
        </div>
        ${this.story(order)}
        ${this.failure === null ? nothing : html`<p class="notice bad" role="alert">${this.failure}</p>`}
        ${order.status === 'PENDING_PAYMENT'
          ? html`<div class="actions"><button id="cancel" data-testid="cancel" class="plain" ?disabled=${this.busy}
              @click=${this.cancel}>Cancel this order</button></div>`
          : nothing}
      </section>
    `;
  }

  private story(order: Order) {
    switch (order.status) {
      case 'QUEUED':
        return html`<p class="notice good">It is yours: we are writing it down. You can pay in a moment.</p>`;
      case 'PENDING_PAYMENT':
        return this.paying(order);
      case 'PAID':
        return html`<p class="notice good">Paid. Thank you — it is yours for good.</p>`;
      case 'CANCELLED':
        return html`<p class="notice warn">You have cancelled this order. ${this.refund(order)} You may buy again.</p>`;
      case 'EXPIRED':
        return html`<p class="notice warn">The time to pay has run out, so the units went back. ${this.refund(order)}
          You may buy again.</p>`;
      case 'REFUNDED':
        return html`<p class="notice warn">Your payment came after the order had ended. It was refunded.</p>`;
      default:
        return html`<p class="notice bad">We could not fulfil this order. Nothing was charged.</p>`;
    }
  }

  private refund(order: Order): string {
    return order.payment?.status === 'REFUNDED'
      ? 'Your payment came too late and was refunded.'
      : order.payment?.status === 'PENDING' ? 'A payment that still arrives is refunded.' : '';
  }

  private paying(order: Order) {
    const left = Date.parse(order.expiresAt ?? '') - serverClock.now();
    const hold = Number.isNaN(left)
      ? nothing
      : html`<p class="soft hold" data-testid="hold">Held for you for
          <strong class="number" role="timer">${span(left)}</strong></p>`;
    if (order.payment?.status === 'PENDING') {
      return html`${hold}<p class="notice good" data-testid="payment-pending">Your payment is with the bank…</p>`;
    }
    return html`
      ${hold}
      ${order.payment?.status === 'FAILED'
        ? html`<p class="notice bad" role="alert" data-testid="payment-failed">The card was declined. Nothing was charged;
            please try another card.</p>`
        : nothing}
      <payment-form .order=${order} .holder=${this.buyer} @paid=${() => void this.watch?.refresh()}></payment-form>
    `;
  }

  private async cancel() {
    this.busy = true;
    this.failure = null;
    try {
      await api.cancel(this.order.orderId);
    } catch (failure) {
      this.failure = messageOf(failure);
    } finally {
      this.busy = false;
      void this.watch?.refresh();
    }
  }
}

customElements.define('order-panel', OrderPanel);

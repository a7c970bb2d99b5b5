import { LitElement, css, html, nothing } from 'lit';
import type { Order, Sale } from '../api/contract';
import { controls } from '../style/controls';
import { ORDER_BADGES, money, units } from '../style/words';

/** The buyer's orders, newest first. Fires `chosen` with an order, and `more` for the next page. */
class MyOrders extends LitElement {
  static properties = {
    orders: { attribute: false },
    sales: { attribute: false },
    chosen: { attribute: false },
    hasMore: { type: Boolean },
  };

  static styles = [
    controls,
    css`
      h2 { font-size: 1.1rem; margin-bottom: 0.8rem; }
      ul { display: grid; gap: 0.4rem; }
      li button {
        width: 100%; display: flex; flex-wrap: wrap; align-items: center; gap: 0.3rem 0.75rem; text-align: left;
        border-radius: 14px; padding: 0.7rem 0.95rem; font-weight: 400; background: none; border-color: transparent;
      }
      li button:hover, li button[aria-current='true'] { background: var(--paper); }
      .title { flex: 1 0 100%; font-weight: 600; overflow-wrap: anywhere; }
      .small { flex: 1; white-space: nowrap; }
      [aria-current='true'] .badge { border-color: transparent; }
      .more { margin-top: 0.6rem; width: 100%; }
    `,
  ];

  declare orders: Order[];
  declare sales: Sale[];
  declare chosen: string | null;
  declare hasMore: boolean;

  render() {
    return html`
      <section class="card" id="my-orders" data-testid="my-orders" aria-label="My orders">
        <h2>My orders</h2>
        ${this.orders.length === 0
          ? html`<p class="soft">Nothing yet.</p>`
          : html`<ul>${this.orders.map((order) => this.row(order))}</ul>`}
        ${this.hasMore
          ? html`<button class="more plain" data-testid="more-orders"
              @click=${() => this.dispatchEvent(new CustomEvent('more'))}>Show older orders</button>`
          : nothing}
      </section>
    `;
  }

  private row(order: Order) {
    const badge = ORDER_BADGES[order.status];
    const sale = this.sales.find((candidate) => candidate.id === order.saleId);
    return html`
      <li>
        <button data-testid="my-order" data-order-id=${order.orderId} aria-current=${order.orderId === this.chosen}
          @click=${() => this.dispatchEvent(new CustomEvent('chosen', { detail: order }))}>
          <span class="title">${sale?.title ?? `Sale ${order.saleId}`}</span>
          <span class="soft small number">${units(order.quantity)}${order.amountMinor === undefined || !order.currency
            ? '' : ` · ${money(order.amountMinor, order.currency)}`}</span>
          <span class="badge ${badge?.tone}">${badge?.text ?? order.status}</span>
        </button>
      </li>
    `;
  }
}

customElements.define('my-orders', MyOrders);

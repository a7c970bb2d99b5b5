import { LitElement, css, html, nothing } from 'lit';
import type { Order, Sale } from '../api/contract';
import { Problem, messageOf } from '../api/problem';
import { serverClock } from '../api/server-clock';
import { controls } from '../style/controls';
import { Ticking } from '../style/ticking';
import { SALE_BADGES, money, span, units } from '../style/words';
import { buy, isChecking, prepare } from './buying';

/** The chosen sale: countdown, stock, price, and Buy. Fires `bought` with the order. */
class SaleOffer extends LitElement {
  static properties = {
    sale: { attribute: false },
    buyer: { attribute: false },
    holding: { type: Boolean },
    busy: { state: true },
    quantity: { state: true },
    problem: { state: true },
  };

  static styles = [
    controls,
    css`
      .top { display: flex; justify-content: space-between; align-items: start; gap: 1rem; }
      h1 { font-size: clamp(1.6rem, 4.5vw, 2.4rem); text-wrap: balance; }
      .price { font-size: 1.25rem; margin-top: 0.3rem; }
      .countdown { margin: 1.6rem 0 0.4rem; }
      .countdown strong { display: block; color: var(--ink); font-size: clamp(3rem, 11vw, 5rem); line-height: 1.05; font-weight: 650; letter-spacing: -0.03em; }
      .stock { margin-top: 1.6rem; display: grid; gap: 0.5rem; }
      .stock div { display: flex; justify-content: space-between; }
      progress { width: 100%; height: 12px; border: 0; border-radius: 999px; overflow: hidden; appearance: none; background: var(--line); }
      progress::-webkit-progress-bar { background: var(--line); }
      progress::-webkit-progress-value { background: var(--accent); border-radius: 999px; transition: width 0.4s; }
      progress::-moz-progress-bar { background: var(--accent); border-radius: 999px; }
      .buy { margin-top: 1.6rem; display: flex; gap: 0.75rem; align-items: center; flex-wrap: wrap; }
      .buy .primary { padding: 0.9rem 2.4rem; font-size: 1.1rem; flex: 1 1 10rem; }
      select { padding: 0.8rem 0.9rem; border-radius: 999px; }
      .notice { margin-top: 1rem; }
    `,
  ];

  declare sale: Sale;
  declare buyer: string | null;
  /** Whether the buyer holds a live order of this sale already. */
  declare holding: boolean;
  declare busy: boolean;
  declare quantity: number;
  declare problem: { saleId: string; text: string; until: number } | null;
  private prepared = '';

  constructor() {
    super();
    this.busy = false;
    this.quantity = 1;
    this.problem = null;
    new Ticking(this);
  }

  /** Once for each sale that opens before its buyer's eyes. */
  updated() {
    const offer = `${this.sale.id} ${this.buyer}`;
    if (this.buyer !== null && !this.holding && this.sale.state === 'OPEN' && this.prepared !== offer) {
      this.prepared = offer;
      prepare(this.sale.id, this.buyer);
    }
  }

  render() {
    const sale = this.sale;
    const badge = SALE_BADGES[sale.state];
    return html`
      <section class="card" aria-label="Chosen sale">
        <div class="top">
          <div>
            <h1>${sale.title}</h1>
            <p class="price number">${money(sale.priceMinor, sale.currency)}</p>
          </div>
          <span class="badge ${badge.tone}" data-testid="sale-state">${badge.text}</span>
        </div>
        ${sale.state === 'SCHEDULED' ? this.countdown() : this.stock()}
        ${this.holding || sale.state === 'CLOSED' ? nothing : this.buyRow()}
        ${this.checks
          ? html`<p class="notice good" role="status" data-testid="checking">
              Making sure that you are not a program. Your computer needs a few seconds for this.</p>`
          : nothing}
        ${this.problem?.saleId === sale.id
          ? html`<p class="notice warn" role="alert" data-testid="problem">${this.problem.text}</p>`
          : nothing}
      </section>
    `;
  }

  private get checks(): boolean {
    return this.buyer !== null && isChecking(this.sale.id, this.buyer);
  }

  private countdown() {
    const left = Date.parse(this.sale.opensAt) - serverClock.now();
    return html`
      <p class="countdown soft" data-testid="countdown">
        ${left > 0 ? 'Opens in' : 'Opening'}
        <strong class="number" role="timer">${left > 0 ? span(left) : 'now…'}</strong>
      </p>
      <p class="soft">${units(this.sale.stock.total)},
        ${this.sale.perUserLimit === 1 ? 'one per buyer' : `up to ${this.sale.perUserLimit} per buyer`}.</p>
    `;
  }

  private stock() {
    const { total, available } = this.sale.stock;
    const closes = Date.parse(this.sale.closesAt) - serverClock.now();
    return html`
      <div class="stock">
        <progress max=${Math.max(1, total)} .value=${available} aria-label="Units left"></progress>
        <div class="small soft">
          <span class="number" data-testid="stock">${this.stockWords(available, total)}</span>
          ${this.sale.state === 'CLOSED' || closes > 86_400_000
            ? nothing
            : html`<span class="number">closes in ${span(closes)}</span>`}
        </div>
      </div>
    `;
  }

  private stockWords(available: number, total: number): string {
    switch (this.sale.state) {
      case 'RECOVERING':
        return 'We are counting the stock again. This takes a moment.';
      case 'CLOSED':
        return `This sale is over: ${total - available} of ${total} went to buyers.`;
      default:
        return `${available} of ${total} left`;
    }
  }

  private buyRow() {
    const open = this.sale.state === 'OPEN' || this.sale.state === 'SOLD_OUT';
    const wait = Math.ceil(((this.problem?.until ?? 0) - Date.now()) / 1000);
    const limit = this.sale.perUserLimit;
    return html`
      <div class="buy">
        ${limit > 1
          ? html`<select aria-label="How many" data-testid="quantity" ?disabled=${!open}
              @change=${(event: Event) => (this.quantity = Number((event.target as HTMLSelectElement).value))}>
              ${Array.from({ length: limit }, (_, i) => html`<option value=${i + 1}>${i + 1} ×</option>`)}
            </select>`
          : nothing}
        <button id="buy" data-testid="buy" class="primary" aria-busy=${this.busy}
          ?disabled=${!open || this.busy || this.buyer === null || wait > 0} @click=${this.press}>
          ${this.label(wait)}
        </button>
      </div>
    `;
  }

  private label(wait: number): string {
    if (this.busy) {
      return this.checks ? 'Checking…' : 'Asking…';
    } else if (wait > 0) {
      return `Wait ${wait} s`;
    }
    return this.sale.state === 'SOLD_OUT' ? 'Try again' : this.buyer === null ? 'Sign in to buy' : 'Buy';
  }

  private async press() {
    const sale = this.sale;
    this.busy = true;
    this.problem = null;
    try {
      const order: Order = await buy(sale.id, this.buyer ?? '', Math.min(this.quantity, sale.perUserLimit));
      this.dispatchEvent(new CustomEvent('bought', { detail: order }));
    } catch (failure) {
      const wait = failure instanceof Problem && failure.kind === 'rate-limited' ? failure.retryAfterSeconds || 1 : 0;
      this.problem = { saleId: sale.id, text: messageOf(failure), until: Date.now() + wait * 1000 };
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('sale-offer', SaleOffer);

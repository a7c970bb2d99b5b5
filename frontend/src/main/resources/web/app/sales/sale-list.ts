import { LitElement, css, html, nothing } from 'lit';
import type { Sale } from '../api/contract';
import { controls } from '../style/controls';
import { SALE_BADGES, money, units } from '../style/words';

/** All sales, newest first, those that are over tucked away. Fires `chosen` with a sale's id. */
class SaleList extends LitElement {
  static properties = { sales: { attribute: false }, chosen: { attribute: false } };

  static styles = [
    controls,
    css`
      h2 { font-size: 1.1rem; margin-bottom: 0.8rem; }
      ul { display: grid; gap: 0.5rem; }
      li button {
        width: 100%; display: flex; flex-wrap: wrap; align-items: center; gap: 0.3rem 0.75rem; text-align: left;
        border-radius: 14px; padding: 0.7rem 0.95rem; font-weight: 400; background: none;
      }
      li button[aria-current='true'] { background: var(--accent-soft); border-color: transparent; }
      .title { flex: 1 0 100%; font-weight: 600; overflow-wrap: anywhere; }
      .small { flex: 1; white-space: nowrap; }
      [aria-current='true'] .badge { background: var(--card); border-color: transparent; }
      details { margin-top: 0.9rem; }
      summary { cursor: pointer; color: var(--soft); font-size: 0.9rem; border-radius: 8px; }
      details ul { margin-top: 0.6rem; }
    `,
  ];

  declare sales: Sale[];
  declare chosen: string | null;

  render() {
    const current = this.sales.filter((sale) => sale.state !== 'CLOSED');
    const over = this.sales.filter((sale) => sale.state === 'CLOSED');
    return html`
      <section class="card" aria-label="Sales">
        <h2>Sales</h2>
        ${current.length === 0 ? html`<p class="soft">No sale is planned right now.</p>` : this.list(current)}
        ${over.length === 0
          ? nothing
          : html`<details><summary>${over.length === 1 ? '1 sale is over' : `${over.length} sales are over`}</summary>${this.list(over)}</details>`}
      </section>
    `;
  }

  private list(sales: Sale[]) {
    return html`<ul>${sales.map((sale) => this.card(sale))}</ul>`;
  }

  private card(sale: Sale) {
    const badge = SALE_BADGES[sale.state];
    return html`
      <li>
        <button data-testid="sale-card" data-sale-id=${sale.id} aria-current=${sale.id === this.chosen}
          @click=${() => this.dispatchEvent(new CustomEvent('chosen', { detail: sale.id }))}>
          <span class="title">${sale.title}</span>
          <span class="soft small number">${money(sale.priceMinor, sale.currency)} · ${units(sale.stock.total)}</span>
          <span class="badge ${badge.tone}">${badge.text}</span>
        </button>
      </li>
    `;
  }
}

customElements.define('sale-list', SaleList);

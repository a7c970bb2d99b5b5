import { LitElement, css, html, nothing } from 'lit';
import { isLive, type Order, type Sale } from '../api/contract';
import { OrderHistory } from '../orders/order-history';
import { SaleFeed } from '../sales/sale-feed';
import { session } from '../session/session';
import { controls } from '../style/controls';
import '../orders/my-orders';
import '../orders/order-panel';
import '../sales/sale-list';
import '../sales/sale-offer';
import '../session/sign-in-form';

/** The whole page: the chosen sale and the order for it, beside the lists of sales and of orders. */
class FlashSalePage extends LitElement {
  static properties = {
    sales: { state: true },
    connected: { state: true },
    chosenSale: { state: true },
    chosenOrder: { state: true },
    buyer: { state: true },
  };

  static styles = [
    controls,
    css`
      header, main { max-width: 68rem; margin: 0 auto; padding: 0 clamp(1rem, 4vw, 2rem); }
      header { display: flex; justify-content: space-between; align-items: center; padding-top: 1.4rem; padding-bottom: 1.4rem; }
      .brand { font-weight: 700; letter-spacing: -0.02em; font-size: 1.15rem; }
      .brand::before { content: ''; display: inline-block; width: 0.7rem; height: 0.7rem; border-radius: 50%; background: var(--accent); margin-right: 0.55rem; }
      .who { display: flex; align-items: center; gap: 0.4rem; }
      main { display: grid; gap: 1.25rem; grid-template-columns: minmax(0, 1fr) minmax(17rem, 22rem); align-items: start; padding-bottom: 4rem; }
      .column { display: grid; gap: 1.25rem; min-width: 0; }
      .lost { max-width: 68rem; margin: 0 auto 1rem; }
      @media (max-width: 52rem) { main { grid-template-columns: minmax(0, 1fr); } }
    `,
  ];

  declare sales: Sale[] | null;
  declare connected: boolean;
  declare chosenSale: string | null;
  declare chosenOrder: Order | null;
  declare buyer: string | null;
  private history = new OrderHistory();
  private readonly feed = new SaleFeed((sales) => this.hearSales(sales));
  private readonly sessionChanged = () => this.takeSession();

  constructor() {
    super();
    this.sales = null;
    this.connected = true;
    this.chosenSale = null;
    this.chosenOrder = null;
    this.buyer = session.name;
  }

  connectedCallback(): void {
    super.connectedCallback();
    session.addEventListener('change', this.sessionChanged);
    this.feed.start();
    this.takeSession();
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    session.removeEventListener('change', this.sessionChanged);
    this.feed.stop();
  }

  render() {
    return html`
      <header>
        <span class="brand">Flash Sale</span>
        ${this.buyer === null
          ? nothing
          : html`<span class="who"><span class="soft">Hello, <strong data-testid="buyer">${this.buyer}</strong></span>
              <button class="plain" data-testid="sign-out" @click=${() => session.end()}>Sign out</button></span>`}
      </header>
      ${this.connected ? nothing : html`<p class="notice warn lost" role="status" data-testid="connection-lost">
        The shop does not answer right now. We keep trying.</p>`}
      <main>
        <div class="column">${this.offer()}</div>
        <aside class="column">
          <sale-list .sales=${this.sales ?? []} .chosen=${this.sale?.id ?? null}
            @chosen=${(event: CustomEvent<string>) => this.chooseSale(event.detail)}></sale-list>
          ${this.buyer === null
            ? nothing
            : html`<my-orders .orders=${this.history.orders} .sales=${this.sales ?? []} ?hasMore=${this.history.hasMore}
                .chosen=${this.order?.orderId ?? null} @more=${() => this.readOrders(() => this.history.more())}
                @chosen=${(event: CustomEvent<Order>) => this.chooseOrder(event.detail)}></my-orders>`}
        </aside>
      </main>
    `;
  }

  private offer() {
    const sale = this.sale;
    const order = this.order;
    return html`
      ${sale === null
        ? html`<section class="card"><p class="soft">${this.sales === null ? 'Looking for sales…' : 'No sale is planned right now. This page looks again every second.'}</p></section>`
        : html`<sale-offer .sale=${sale} .buyer=${this.buyer} ?holding=${order !== null && isLive(order)}
            @bought=${(event: CustomEvent<Order>) => this.takeOrder(event.detail)}></sale-offer>`}
      ${this.buyer === null ? html`<sign-in-form></sign-in-form>` : nothing}
      ${order === null || this.buyer === null
        ? nothing
        : html`<order-panel .order=${order} .buyer=${this.buyer}
            @changed=${(event: CustomEvent<Order>) => this.takeOrder(event.detail)}></order-panel>`}
    `;
  }

  private get sale(): Sale | null {
    const sales = this.sales ?? [];
    return sales.find((sale) => sale.id === this.chosenSale)
      ?? sales.find((sale) => sale.state !== 'CLOSED') ?? sales[0] ?? null;
  }

  /** The order to show for the sale: the one the buyer has chosen, else the live one, else none. */
  private get order(): Order | null {
    const ofSale = this.history.orders.filter((order) => order.saleId === this.sale?.id);
    return ofSale.find((order) => order.orderId === this.chosenOrder?.orderId) ?? ofSale.find(isLive) ?? null;
  }

  private chooseSale(saleId: string): void {
    this.chosenSale = saleId;
    this.chosenOrder = null;
  }

  private chooseOrder(order: Order): void {
    this.chosenSale = order.saleId;
    this.chosenOrder = order;
  }

  private takeOrder(order: Order): void {
    this.history.put(order);
    this.chooseOrder(order);
  }

  private hearSales(sales: Sale[] | null): void {
    this.connected = sales !== null;
    if (sales !== null) {
      this.sales = sales;
      // The first sale that is seen stays chosen, or a new one would push it from under the buyer's finger.
      this.chosenSale ??= this.sale?.id ?? null;
    }
  }

  private takeSession(): void {
    this.buyer = session.name;
    this.chosenOrder = null;
    // A new one: what is still being read for the buyer before must not show up for this one.
    const history = new OrderHistory();
    this.history = history;
    if (this.buyer !== null) {
      void this.readOrders(() => history.load());
    }
  }

  private async readOrders(read: () => Promise<void>): Promise<void> {
    try {
      await read();
    } catch {
      // The list stays as it is; what the buyer does next shows its own problem.
      this.connected = false;
    }
    this.requestUpdate();
  }
}

customElements.define('flash-sale-page', FlashSalePage);

import { LitElement, css, html, nothing } from 'lit';
import { api } from '../api/client';
import type { Order } from '../api/contract';
import { Problem, messageOf } from '../api/problem';
import { controls } from '../style/controls';
import { money } from '../style/words';
import { newIdempotencyKey } from './idempotency-key';

const CARDS = [
  { number: '4242424242424242', does: 'is accepted' },
  { number: '4000000000000002', does: 'is declined' },
  { number: '4000000000000119', does: 'answers late, then is accepted' },
  { number: '4000000000009995', does: 'is charged too late and refunded' },
];

/** Pays one order with a test card. Fires `paid` when the payment has been taken in. */
class PaymentForm extends LitElement {
  static properties = {
    order: { attribute: false },
    holder: { attribute: false },
    busy: { state: true },
    card: { state: true },
    failure: { state: true },
  };

  static styles = [
    controls,
    css`
      form { display: grid; gap: 1rem; }
      fieldset { border: 0; padding: 0; margin: 0; display: grid; gap: 0.5rem; grid-template-columns: 1fr 1fr; min-width: 0; }
      legend { padding: 0; margin-bottom: 0.5rem; font-weight: 600; }
      fieldset button { text-align: left; border-radius: 14px; padding: 0.65rem 0.9rem; font-weight: 400; display: grid; }
      fieldset button[aria-pressed='true'] { border-color: var(--accent); background: var(--accent-soft); }
      .fields { display: grid; gap: 0.75rem; grid-template-columns: 1fr 1fr; }
      label { display: grid; gap: 0.3rem; font-size: 0.875rem; color: var(--soft); }
      label input { width: 100%; color: var(--ink); font-size: 1rem; }
      @media (max-width: 34rem) { fieldset, .fields { grid-template-columns: 1fr; } }
    `,
  ];

  declare order: Order;
  declare holder: string;
  declare busy: boolean;
  declare card: string;
  declare failure: string | null;
  private attempt: { key: string; body: string } | null = null;

  constructor() {
    super();
    this.busy = false;
    this.card = CARDS[0].number;
    this.failure = null;
  }

  render() {
    const amount = money(this.order.amountMinor ?? 0, this.order.currency ?? 'EUR');
    return html`
      <form @submit=${this.submit}>
        <fieldset>
          <legend>Pay with a test card</legend>
          ${CARDS.map((card) => html`
            <button type="button" id="pay-card-${card.number}" data-testid="pay-card-${card.number}"
              aria-pressed=${card.number === this.card} @click=${() => (this.card = card.number)}>
              <span class="number">···· ${card.number.slice(-4)}</span>
              <span class="small soft">${card.does}</span>
            </button>`)}
        </fieldset>
        <div class="fields">
          <label>Card number
            <input name="cardNumber" class="number" inputmode="numeric" autocomplete="cc-number" required
              pattern="[0-9 ]{12,23}" .value=${this.card}
              @input=${(event: Event) => (this.card = (event.target as HTMLInputElement).value)}></label>
          <label>Name on the card
            <input name="holder" autocomplete="cc-name" required maxlength="64" .value=${this.holder}></label>
        </div>
        <button id="pay" data-testid="pay" class="primary" ?disabled=${this.busy}>
          ${this.busy ? 'Sending…' : `Pay ${amount}`}</button>
        ${this.failure === null ? nothing : html`<p class="notice bad" role="alert">${this.failure}</p>`}
      </form>
    `;
  }

  private async submit(event: SubmitEvent) {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    const cardNumber = String(form.get('cardNumber')).replaceAll(' ', '');
    const holder = String(form.get('holder')).trim();
    const body = `${this.order.orderId} ${cardNumber} ${holder}`;
    // The same click sent again keeps its key, so that it cannot charge twice; another card is another attempt.
    if (this.attempt?.body !== body) {
      this.attempt = { key: newIdempotencyKey(), body };
    }
    this.busy = true;
    this.failure = null;
    try {
      await api.pay(this.order.orderId, this.attempt.key, cardNumber, holder);
      this.attempt = null;
      this.dispatchEvent(new CustomEvent('paid'));
    } catch (failure) {
      this.failure = messageOf(failure);
      if (failure instanceof Problem && failure.kind === 'conflict') {
        this.attempt = null;
        this.dispatchEvent(new CustomEvent('paid'));
      }
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('payment-form', PaymentForm);

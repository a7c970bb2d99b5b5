import { LitElement, css, html, nothing } from 'lit';
import { api } from '../api/client';
import { messageOf } from '../api/problem';
import { controls } from '../style/controls';
import { session } from './session';

/** Asks for a name and signs in with it. */
class SignInForm extends LitElement {
  static properties = { busy: { state: true }, failure: { state: true } };

  static styles = [
    controls,
    css`
      form { display: grid; gap: 0.9rem; }
      h2 { font-size: 1.25rem; }
      .row { display: flex; gap: 0.6rem; }
      input { flex: 1; min-width: 0; }
      @media (max-width: 26rem) { .row { flex-direction: column; } }
    `,
  ];

  declare busy: boolean;
  declare failure: string | null;

  constructor() {
    super();
    this.busy = false;
    this.failure = null;
  }

  render() {
    return html`
      <form class="card" @submit=${this.submit}>
        <h2>Who is buying?</h2>
        <p class="soft">Any name will do. The same name always is the same buyer.</p>
        <div class="row">
          <input id="sign-in-name" data-testid="sign-in-name" name="user" required maxlength="64" autocomplete="username"
            placeholder="Your name" aria-label="Your name">
          <button id="sign-in" data-testid="sign-in" class="primary" ?disabled=${this.busy}>Sign in</button>
        </div>
        ${this.failure === null ? nothing : html`<p class="notice bad" role="alert">${this.failure}</p>`}
      </form>
    `;
  }

  private async submit(event: SubmitEvent) {
    event.preventDefault();
    const name = String(new FormData(event.target as HTMLFormElement).get('user') ?? '').trim();
    if (name === '') {
      return;
    }
    this.busy = true;
    this.failure = null;
    try {
      const { token, expiresAt } = await api.signIn(name);
      session.begin({ name, token, expiresAt });
    } catch (failure) {
      this.failure = messageOf(failure);
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('sign-in-form', SignInForm);

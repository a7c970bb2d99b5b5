const KEY = 'flashsale.session';

interface SignedIn {
  name: string;
  token: string;
  expiresAt: string;
}

/** The buyer's sign-in, kept for this tab; `change` is fired when it begins or ends. */
class Session extends EventTarget {
  private current: SignedIn | null = read();

  get token(): string | null {
    return this.current?.token ?? null;
  }

  get name(): string | null {
    return this.current?.name ?? null;
  }

  begin(signedIn: SignedIn): void {
    this.current = signedIn;
    sessionStorage.setItem(KEY, JSON.stringify(signedIn));
    this.dispatchEvent(new Event('change'));
  }

  end(): void {
    if (this.current !== null) {
      this.current = null;
      sessionStorage.removeItem(KEY);
      this.dispatchEvent(new Event('change'));
    }
  }
}

function read(): SignedIn | null {
  try {
    const stored = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as SignedIn | null;
    return stored !== null && Date.parse(stored.expiresAt) > Date.now() ? stored : null;
  } catch {
    // What cannot be read counts as signed out; the next sign-in writes it anew.
    return null;
  }
}

export const session = new Session();

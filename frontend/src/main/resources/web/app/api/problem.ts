/** A refusal of the edge, or a call that got no answer at all; its message is meant for people. */
export class Problem extends Error {
  constructor(
    readonly kind: string,
    message: string,
    /** Seconds to wait before the next try, 0 when that does not help or is not known. */
    readonly retryAfterSeconds = 0,
  ) {
    super(message);
  }
}

interface ProblemBody {
  type?: string;
  title?: string;
  detail?: string;
  final?: boolean;
  opensAt?: string;
  errors?: { field?: string; message?: string; detail?: string }[];
}

const WORDS: Record<string, string> = {
  'pass-required': 'This sale asks for a fresh pass. Please press Buy again.',
  'pass-invalid': 'Your pass for this sale has run out. Please press Buy again.',
  forbidden: 'This is not open to you.',
  unauthenticated: 'Your sign-in has run out. Please sign in again.',
  'not-found': 'This is not there any more.',
  conflict: 'That is not possible any more: the order has moved on.',
  unavailable: 'The shop is busy right now. Please try again in a moment.',
  'unknown-outcome':
    'We could not hear whether your click arrived. Press Buy again: you cannot be counted twice.',
  'no-answer': 'The shop cannot be reached right now. Please check your connection and try again.',
};

/** Puts a refused answer into plain words; never shows what the server wrote byte by byte. */
export async function problemOf(response: Response): Promise<Problem> {
  const body = await readBody(response);
  const kind = body.type?.startsWith('/problems/') ? body.type.slice('/problems/'.length) : `status-${response.status}`;
  const wait = Number(response.headers.get('Retry-After') ?? 0) || 0;
  return new Problem(kind, wordsFor(kind, body, wait), wait);
}

async function readBody(response: Response): Promise<ProblemBody> {
  try {
    return (await response.json()) as ProblemBody;
  } catch {
    // An answer without a readable body is told by its status alone.
    return {};
  }
}

function wordsFor(kind: string, body: ProblemBody, wait: number): string {
  switch (kind) {
    case 'sold-out':
      return body.final
        ? 'Sold out for good: every unit is paid.'
        : 'Sold out for now. Units come back when an order is cancelled or not paid in time, so it is worth another try.';
    case 'sale-not-open':
      return body.opensAt
        ? `This sale is not open. It opens at ${new Date(body.opensAt).toLocaleTimeString()}.`
        : 'This sale is not open.';
    case 'rate-limited':
      return `That was a bit fast. Please wait ${wait > 0 ? wait : 1} s; your chances do not depend on speed.`;
    case 'invalid-request': {
      const fields = (body.errors ?? []).map((error) => error.field).filter(Boolean);
      return fields.length > 0 ? `Please check: ${fields.join(', ')}.` : 'Please check what you have entered.';
    }
    default:
      return WORDS[kind] ?? 'Something went wrong on our side. Please try again in a moment.';
  }
}

/** What to tell people about any failure. */
export function messageOf(failure: unknown): string {
  return failure instanceof Problem ? failure.message : WORDS['no-answer'];
}

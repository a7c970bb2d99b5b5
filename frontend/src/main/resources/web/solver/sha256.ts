const BLOCK = 64;
const LENGTH_BYTES = 8;

/** The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
const K = fractions(64, Math.cbrt);
/** The same of the square roots of the first 8. */
const INITIAL = fractions(8, Math.sqrt);

/**
 * SHA-256 of texts that begin alike; what they have in common is hashed once. The browser's own is for secure pages only,
 * and answering each of a million calls later would take longer than the hashing.
 */
export class Sha256 {
  private readonly common = new Int32Array(INITIAL);
  private readonly words = new Int32Array(BLOCK);
  private readonly tail = new Uint8Array(3 * BLOCK);
  private readonly view = new DataView(this.tail.buffer);
  private readonly tailStart: number;
  private readonly commonBytes: number;

  /** @param prefix what every text begins with, in ASCII */
  constructor(prefix: string) {
    const bytes = new TextEncoder().encode(prefix);
    const whole = bytes.length - (bytes.length % BLOCK);
    const view = new DataView(bytes.buffer);
    for (let block = 0; block < whole; block += BLOCK) {
      this.compress(this.common, view, block);
    }
    this.tail.set(bytes.subarray(whole));
    this.tailStart = bytes.length - whole;
    this.commonBytes = bytes.length;
  }

  /** With how many zero bits, 64 at most, the hash of the prefix and this short ASCII text begins. */
  leadingZeros(text: string): number {
    const end = this.tailStart + text.length;
    for (let i = 0; i < text.length; i++) {
      this.tail[this.tailStart + i] = text.charCodeAt(i);
    }
    const padded = Math.ceil((end + 1 + LENGTH_BYTES) / BLOCK) * BLOCK;
    this.tail[end] = 0x80;
    this.tail.fill(0, end + 1, padded);
    this.view.setUint32(padded - 4, (this.commonBytes + text.length) * 8);
    const state = new Int32Array(this.common);
    for (let block = 0; block < padded; block += BLOCK) {
      this.compress(state, this.view, block);
    }
    const zeros = Math.clz32(state[0]);
    return zeros < 32 ? zeros : 32 + Math.clz32(state[1]);
  }

  private compress(state: Int32Array, message: DataView, from: number): void {
    const w = this.words;
    for (let i = 0; i < 16; i++) {
      w[i] = message.getInt32(from + 4 * i);
    }
    for (let i = 16; i < 64; i++) {
      const s0 = turn(w[i - 15], 7) ^ turn(w[i - 15], 18) ^ (w[i - 15] >>> 3);
      const s1 = turn(w[i - 2], 17) ^ turn(w[i - 2], 19) ^ (w[i - 2] >>> 10);
      w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
  }
}

function turn(value: number, by: number): number {
  return (value >>> by) | (value << (32 - by));
}

function fractions(count: number, root: (value: number) => number): Int32Array {
  const found = new Int32Array(count);
  for (let candidate = 2, i = 0; i < count; candidate++) {
    if (isPrime(candidate)) {
      found[i++] = ((root(candidate) % 1) * 2 ** 32) | 0;
    }
  }
  return found;
}

function isPrime(candidate: number): boolean {
  for (let divisor = 2; divisor * divisor <= candidate; divisor++) {
    if (candidate % divisor === 0) {
      return false;
    }
  }
  return true;
}

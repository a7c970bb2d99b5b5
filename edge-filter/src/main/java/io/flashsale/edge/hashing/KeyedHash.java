package io.flashsale.edge.hashing;

import java.security.SecureRandom;

/**
 * SipHash-2-4: 64 bits of a key that nobody outside can aim at, so that no client can choose names or addresses that fall
 * together in a table. The secret is drawn at the start and known to this process alone.
 *
 * <p>See Aumasson and Bernstein, "SipHash: a fast short-input PRF" (2012). Of a text its characters' low bytes count, which
 * for ids and addresses are the characters. Two keys with the same hash are taken for one: by chance once in 2^64 pairs.
 */
public final class KeyedHash {

    private final long k0;
    private final long k1;

    KeyedHash(long k0, long k1) {
        this.k0 = k0;
        this.k1 = k1;
    }

    /** With a secret of its own. */
    public static KeyedHash secret() {
        SecureRandom random = new SecureRandom();
        return new KeyedHash(random.nextLong(), random.nextLong());
    }

    /** The hash of a text. */
    public long of(CharSequence text) {
        Rounds rounds = new Rounds(k0, k1);
        int whole = text.length() & ~7;
        for (int i = 0; i < whole; i += 8) {
            rounds.take(word(text, i, 8));
        }
        return rounds.end(word(text, whole, text.length() - whole) | (long) text.length() << 56);
    }

    /** The hash of two numbers. */
    public long of(long first, long second) {
        Rounds rounds = new Rounds(k0, k1);
        rounds.take(first);
        rounds.take(second);
        return rounds.end(16L << 56);
    }

    private static long word(CharSequence text, int from, int bytes) {
        long word = 0;
        for (int i = 0; i < bytes; i++) {
            word |= (long) (text.charAt(from + i) & 0xff) << (8 * i);
        }
        return word;
    }

    /** The state while a key is being taken in; it does not leave the method, so it costs no memory. */
    private static final class Rounds {
        private long v0;
        private long v1;
        private long v2;
        private long v3;

        Rounds(long k0, long k1) {
            v0 = k0 ^ 0x736f6d6570736575L;
            v1 = k1 ^ 0x646f72616e646f6dL;
            v2 = k0 ^ 0x6c7967656e657261L;
            v3 = k1 ^ 0x7465646279746573L;
        }

        void take(long word) {
            v3 ^= word;
            round();
            round();
            v0 ^= word;
        }

        long end(long last) {
            take(last);
            v2 ^= 0xff;
            for (int i = 0; i < 4; i++) {
                round();
            }
            return v0 ^ v1 ^ v2 ^ v3;
        }

        private void round() {
            v0 += v1;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v0 = Long.rotateLeft(v0, 32);
            v2 += v3;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 += v3;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v2 += v1;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
    }
}

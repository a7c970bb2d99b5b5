package io.flashsale.edge.hashing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyedHashTest {

    /** The key of the reference vectors: the bytes 0 to 15. */
    private final KeyedHash hash = new KeyedHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);

    @ParameterizedTest
    @CsvSource({
        "0, 726fdb47dd0e0e31",
        "1, 74f839c593dc67fd",
        "2, 0d6c8009d9a94f5a",
        "3, 85676696d7fb7e2d",
        "7, ab0200f58b01d137",
        "8, 93f5f5799a932462",
        "15, a129ca6149be45e5"
    })
    void isSipHashByTheReferenceVectors(int length, String expected) {
        String text = IntStream.range(0, length)
                .mapToObj(i -> String.valueOf((char) i))
                .reduce("", String::concat);
        assertThat(Long.toHexString(hash.of(text))).isEqualTo(expected.replaceFirst("^0+", ""));
    }

    @Test
    void ofTwoNumbersIsThatOfTheirBytes() {
        long first = 0x6f6e6d6c6b6a6968L;
        long second = 0x7776757473727170L;
        byte[] bytes = ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(first)
                .putLong(second)
                .array();
        assertThat(hash.of(first, second))
                .isEqualTo(hash.of(new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)));
    }

    @Test
    void everySecretMakesItsOwn() {
        assertThat(KeyedHash.secret().of("alice"))
                .isNotEqualTo(KeyedHash.secret().of("alice"));
    }
}

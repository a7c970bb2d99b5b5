package io.flashsale.launcher.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LetterTextTest {
    @Test
    void showsTextAsItIs() {
        assertThat(readable("{\"buyer\":\"Jürgen ☃\"}")).isEqualTo("{\"buyer\":\"Jürgen ☃\"}");
    }

    @Test
    void escapesWhatWouldActOnATerminal() {
        assertThat(readable("a\u001b[2J\nb\u202ec")).isEqualTo("a\\x1b[2J\\x0ab\\u202ec");
    }

    @Test
    void escapesBytesThatAreNoText() {
        assertThat(LetterText.readable(new byte[] {'a', (byte) 0xff, 0, '\\'})).isEqualTo("a\\xff\\x00\\x5c");
    }

    @Test
    void tellsNothingFromEmpty() {
        assertThat(LetterText.readable(null)).isEqualTo("(none)");
        assertThat(readable("")).isEmpty();
    }

    @Test
    void cutsWhatIsLong() {
        assertThat(readable("x".repeat(10_000))).hasSizeLessThan(4200).endsWith("... (10000 bytes)");
    }

    private static String readable(String text) {
        return LetterText.readable(text.getBytes(StandardCharsets.UTF_8));
    }
}

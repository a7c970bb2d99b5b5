package io.flashsale.launcher.deadletters;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.header.Header;

/** A dead letter as lines for people: whatever it holds, nothing of it acts on their terminal. */
public final class LetterText {
    private static final int MOST_BYTES = 4096;

    private LetterText() {}

    public static List<String> of(DeadLetter letter) {
        List<String> lines = new ArrayList<>();
        lines.add("offset " + letter.offset() + "  " + letter.time());
        for (Header header : letter.headers()) {
            lines.add("  " + readable(header.key().getBytes(StandardCharsets.UTF_8)) + ": " + readable(header.value()));
        }
        lines.add("  key: " + readable(letter.key()));
        lines.add("  value: " + readable(letter.value()));
        return lines;
    }

    /** Text as it is; control characters, and all bytes that are no text, as {@code \xNN}. */
    static String readable(byte[] bytes) {
        if (bytes == null) {
            return "(none)";
        }
        byte[] shown = bytes.length <= MOST_BYTES ? bytes : Arrays.copyOf(bytes, MOST_BYTES);
        String rest = bytes.length <= MOST_BYTES ? "" : "... (" + bytes.length + " bytes)";
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            String start = bytes.length <= MOST_BYTES ? text : text.substring(0, Math.min(text.length(), MOST_BYTES));
            return escapeControls(start) + rest;
        } catch (CharacterCodingException e) {
            return escapeBytes(shown) + rest;
        }
    }

    private static String escapeControls(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            int type = Character.getType(point);
            if (Character.isISOControl(point) || type == Character.FORMAT || type == Character.LINE_SEPARATOR) {
                escaped.append(point < 0x100 ? "\\x%02x".formatted(point) : "\\u%04x".formatted(point));
            } else {
                escaped.appendCodePoint(point);
            }
        });
        return escaped.toString();
    }

    private static String escapeBytes(byte[] bytes) {
        StringBuilder escaped = new StringBuilder(bytes.length * 2);
        for (byte each : bytes) {
            if (each >= 0x20 && each < 0x7f && each != '\\') {
                escaped.append((char) each);
            } else {
                escaped.append("\\x%02x".formatted(each & 0xff));
            }
        }
        return escaped.toString();
    }
}

package io.flashsale.inventory.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.inventory.Outcome;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScriptCodesTest {

    private static final Pattern CODE = Pattern.compile("\\b(\\d) (?:not )?([A-Z_]{2,})");

    @Test
    void clickCodesAreTheOutcomesInTheirOrder() {
        Map<Integer, String> documented = codes(Script.RESERVE_STOCK, "code");

        assertThat(documented).hasSize(Outcome.INVALID_QUANTITY.ordinal() + 1);
        documented.forEach((code, name) -> assertThat(Outcome.ofCode(code)).hasToString(name));
    }

    @ParameterizedTest
    @EnumSource(
            value = Script.class,
            names = {"RESERVE_STOCK", "SETTLE_HOLDS", "COUNT_STOCK"})
    void statusCodesAreTheSlotStatuses(Script script) {
        Map<Integer, String> documented = codes(script, "status");

        assertThat(documented).isNotEmpty();
        documented.forEach((code, name) -> assertThat(SlotStatus.ofCode(code)).hasToString(name));
    }

    @ParameterizedTest
    @EnumSource(Script.class)
    void everyScriptSaysWhatItIsFor(Script script) {
        String name = script.name().toLowerCase(Locale.ROOT).replace('_', '-');

        assertThat(script.source())
                .startsWith("-- " + name + ":")
                .contains("-- KEYS", "-- ARGV", "-- Reply", "-- Invariants:", "-- Cost:");
    }

    private static Map<Integer, String> codes(Script script, String section) {
        StringBuilder text = new StringBuilder();
        boolean inside = false;
        for (String line : script.source().lines().toList()) {
            boolean starts = line.startsWith("--   " + section + " ");
            boolean continues = inside && line.startsWith("--      ");
            inside = starts || continues;
            if (inside) {
                text.append(line.substring(2)).append(' ');
            }
        }
        Map<Integer, String> codes = new TreeMap<>();
        Matcher matcher = CODE.matcher(text);
        Stream.generate(() -> matcher)
                .takeWhile(Matcher::find)
                .forEach(m -> codes.put(Integer.valueOf(m.group(1)), m.group(2)));
        return codes;
    }
}

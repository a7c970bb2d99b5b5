package io.flashsale.chaos.checking;

import io.flashsale.chaos.history.Call;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What the rules have found so far; of one kind no more than some are told one by one. */
final class Findings {

    private static final int TOLD_OF_A_KIND = 20;

    private final List<String> lines = new ArrayList<>();
    private String kind;
    private int ofKind;

    /** What follows is of this kind. */
    void begin(String next) {
        end();
        kind = next;
        ofKind = 0;
    }

    void add(String what, Call... restingOn) {
        ofKind++;
        if (ofKind <= TOLD_OF_A_KIND) {
            String calls = Arrays.stream(restingOn).map(Call::toString).collect(Collectors.joining("; "));
            lines.add(kind + ": " + what + (calls.isEmpty() ? "" : " | " + calls));
        }
    }

    /** All lines. */
    List<String> end() {
        if (ofKind > TOLD_OF_A_KIND) {
            lines.add(kind + ": and " + (ofKind - TOLD_OF_A_KIND) + " more");
            ofKind = 0;
        }
        return lines;
    }
}

package io.flashsale.inventory.switching;

import io.flashsale.problem.Problem;
import io.flashsale.problem.ProblemException;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The version that an operator saw, as the header {@code If-Match} says it: {@code "3"} or, shorter, {@code 3}. */
final class IfMatch {

    private static final Pattern VERSION = Pattern.compile("\"(\\d{1,18})\"|(\\d{1,18})");

    private IfMatch() {}

    /** Empty without the header, and for {@code *}: then whatever the version is will do. Refuses anything else. */
    static OptionalLong version(String header) {
        if (header == null || header.strip().equals("*")) {
            return OptionalLong.empty();
        }
        Matcher version = VERSION.matcher(header.strip());
        if (!version.matches()) {
            throw new ProblemException(Problem.invalidRequest("If-Match", "must be the version of the switch, or *"));
        }
        return OptionalLong.of(Long.parseLong(version.group(1) != null ? version.group(1) : version.group(2)));
    }
}

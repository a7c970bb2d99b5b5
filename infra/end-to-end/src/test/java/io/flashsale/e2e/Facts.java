package io.flashsale.e2e;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What is known of a system, by the names of {@code run.env}; the first source that has a value gives it. */
record Facts(List<Function<String, Optional<String>>> sources) {

    Optional<String> find(String key) {
        return sources.stream()
                .map(source -> source.apply(key))
                .flatMap(Optional::stream)
                .filter(value -> !value.isBlank())
                .findFirst();
    }
}

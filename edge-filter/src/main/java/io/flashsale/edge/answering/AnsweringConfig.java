package io.flashsale.edge.answering;

import io.smallrye.config.ConfigMapping;
import java.util.Map;

/** What all answers have in common. */
@ConfigMapping(prefix = "flashsale.answering")
public interface AnsweringConfig {

    /** Headers of every answer, by name; none by default. */
    Map<String, String> headers();
}

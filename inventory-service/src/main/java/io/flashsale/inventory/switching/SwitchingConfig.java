package io.flashsale.inventory.switching;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How everybody is told of switches, and how much of them is shown. */
@ConfigMapping(prefix = "flashsale.switching")
public interface SwitchingConfig {

    /** The pause between two rounds in which switches that were changed lately are told of again. */
    @WithDefault("1s")
    Duration repeatPause();

    /** How long a change is told of in every round. */
    @WithDefault("10s")
    Duration repeatFor();

    /** How often all switches are told of, in case the topic was lost or an old version was the last in it. */
    @WithDefault("10s")
    Duration repeatAllEvery();

    /** The most switches that are told of and shown, those changed last; more there are only after very many sales. */
    @WithDefault("500")
    int mostSwitches();

    /** The most lines of a switch's history that are shown, the newest; the table keeps them all. */
    @WithDefault("50")
    int mostHistory();
}

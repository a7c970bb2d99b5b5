package io.flashsale.edge.scoring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * What makes a click look like a bot's, and from which score on it is challenged or dropped.
 *
 * <p>By default nobody is challenged for one sign alone, except for clicking faster than hands can, and nobody is dropped
 * for how requests look: that takes behaviour too.
 */
@ConfigMapping(prefix = "flashsale.bot-score")
public interface BotScoreConfig {

    /** Whether anybody is scored at all. */
    @WithDefault("true")
    boolean enabled();

    /** The score from which on a pass costs proof of work. */
    @WithDefault("40")
    double challengeFrom();

    /** The score from which on clicks are answered "sold out for now". */
    @WithDefault("80")
    double dropFrom();

    /** Leading zero bits asked for at the score that begins to be challenged: 2^15 hashes, a blink of a phone. */
    @WithDefault("15")
    int lowestBits();

    /** Leading zero bits asked for at the score that begins to be dropped: 2^20 hashes, some seconds of a phone. */
    @WithDefault("20")
    int highestBits();

    /** What each sign adds to the score when it is as strong as can be. */
    Weights weights();

    /** Different buyers of one address in {@link #accountsWindow} up to which nothing is strange about it. */
    @WithDefault("5")
    int accountsFrom();

    /** Different buyers of one address in {@link #accountsWindow} from which on the sign is as strong as can be. */
    @WithDefault("20")
    int accountsTo();

    /** How long a buyer counts for the address. */
    @WithDefault("1m")
    Duration accountsWindow();

    /** The quickest that people press a button which they have just been shown; the sign grows towards 0. */
    @WithDefault("250ms")
    Duration reaction();

    /** Clicks and requests for passes a second that hands can do, with room to spare: records are about 14 clicks. */
    @WithDefault("18")
    double clicksPerSecondFrom();

    /** Clicks and requests for passes a second from which on the sign is as strong as can be. */
    @WithDefault("30")
    double clicksPerSecondTo();

    /** The most buyers whose clicks are remembered, about 200 bytes each; those who come seldom are forgotten first. */
    @WithDefault("50000")
    int maxBuyers();

    /** The most addresses whose buyers are counted; those who come seldom are forgotten first. */
    @WithDefault("50000")
    int maxAddresses();

    /** See {@link BotScoreConfig#weights()}. */
    interface Weights {
        /** Forwarding and proxy headers that contradict each other, or that no browser sends. */
        @WithDefault("20")
        double forwarding();

        /** Headers missing that every browser sends. */
        @WithDefault("20")
        double missingHeaders();

        /** Headers that no browser sends together. */
        @WithDefault("20")
        double impossibleHeaders();

        /** Many accounts at one address. */
        @WithDefault("30")
        double accounts();

        /** Clicking right after the pass. */
        @WithDefault("25")
        double reaction();

        /** Clicking, or asking for passes, faster than hands can. */
        @WithDefault("60")
        double cadence();
    }
}

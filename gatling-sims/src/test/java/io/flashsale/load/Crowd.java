package io.flashsale.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The make-up of a mixed crowd, the same for the same seed: nine in ten are people, one in ten is a bot.
 *
 * <p>People: two thirds alone at their address, every second of them by IPv6; one in four with one to three others of the
 * household; one in twelve with 29 colleagues behind an office's address. Of a hundred, three are behind a company's
 * proxy and one has a privacy tool that hides the language. Two in five have the page open at the opening; the rest come over
 * the spread, most of them early. One in twenty presses Buy before the page has its pass, the others about 0.7 s after it.
 *
 * <p>Bots: see {@link Kind}. Three in ten hammer, four in ten share addresses, twenty to one, three in ten skip the page.
 */
final class Crowd {
    static final int SHARERS_PER_ADDRESS = 20;
    private static final int OFFICE = 30;
    private static final int BOTS_ONE_IN = 10;
    private static final int HANDS = 5;

    private static final Duration HAMMER = Duration.ofMillis(20);
    private static final Duration BOTS_AHEAD = Duration.ofSeconds(1);
    private static final Duration BOTS_PATIENCE = Duration.ofSeconds(6);
    private static final Duration BETWEEN_TRIES_OF_BOTS = Duration.ofMillis(200);
    private static final Duration PERSONS_PATIENCE = Duration.ofSeconds(60);
    private static final int BOTS_SPREAD_MILLIS = 150;

    /** Clocks and networks differ, so pages that are open do not ask for their passes in one instant. */
    private static final int OPEN_PAGES_SPREAD_MILLIS = 500;

    private static final double MEDIAN_REACTION_MILLIS = 700;
    private static final double SHORTEST_REACTION_MILLIS = 150;

    private final Random random;
    private final Addresses addresses;
    private final String origin;
    private final Duration spread;

    /**
     * @param part of the networks that the addresses are from, so that crowds share none; see {@link Addresses}
     * @param origin of the page
     * @param spread over which people come
     */
    Crowd(long seed, int part, String origin, Duration spread) {
        this.random = new Random(seed);
        this.addresses = new Addresses(part);
        this.origin = origin;
        this.spread = spread;
    }

    /** So many buyers. */
    List<Traits> of(int buyers) {
        int bots = buyers / BOTS_ONE_IN;
        int hammerers = bots * 3 / 10;
        int skippers = bots * 3 / 10;
        List<Traits> crowd = new ArrayList<>();
        people(buyers - bots, crowd);
        for (int i = 0; i < hammerers; i++) {
            crowd.add(hammerer(i));
        }
        for (int i = 0; i < skippers; i++) {
            crowd.add(skipper(i));
        }
        sharers(bots - hammerers - skippers, crowd);
        return crowd;
    }

    private void people(int count, List<Traits> crowd) {
        int inOffices = count / 12;
        int inHouseholds = count / 4;
        String home = null;
        int left = 0;
        for (int i = 0; i < count; i++) {
            if (left == 0) {
                home = addresses.next(i % 2 == 0);
                left = i < inOffices ? OFFICE : i < inOffices + inHouseholds ? 2 + random.nextInt(3) : 1;
            }
            left--;
            crowd.add(person(i, home));
        }
    }

    private Traits person(int index, String home) {
        Map<String, String> headers = Looks.browser(index, origin);
        String address = home;
        int oddity = random.nextInt(100);
        if (oddity < 3) {
            Looks.throughCompanyProxy(headers);
            // What the company's proxy wrote comes before what the balancer writes.
            address = "192.168.1." + (1 + random.nextInt(250)) + ", " + home;
        } else if (oddity == 3) {
            Looks.withoutLanguage(headers);
        }
        headers.put(Looks.ADDRESS, address);
        return new Traits(
                Kind.PERSON,
                headers,
                arrival(),
                reaction(),
                millis(300 + random.nextInt(600)),
                1 + random.nextInt(3),
                PERSONS_PATIENCE,
                1,
                Kind.PERSON.workOf(index));
    }

    private Duration arrival() {
        if (random.nextInt(5) < 2) {
            return millis(random.nextInt(OPEN_PAGES_SPREAD_MILLIS));
        }
        return millis(spread.toMillis() * (1 - Math.sqrt(1 - random.nextDouble())));
    }

    private Duration reaction() {
        if (random.nextInt(20) == 0) {
            return Duration.ZERO;
        }
        return millis(Math.max(SHORTEST_REACTION_MILLIS, MEDIAN_REACTION_MILLIS * Math.exp(random.nextGaussian() / 2)));
    }

    private Traits hammerer(int index) {
        Map<String, String> headers = Looks.browser(index, origin);
        headers.put(Looks.ADDRESS, addresses.next(false));
        return bot(Kind.HAMMERER, index, headers, BOTS_AHEAD.negated(), HAMMER.multipliedBy(HANDS), HANDS);
    }

    private void sharers(int count, List<Traits> crowd) {
        String address = null;
        for (int i = 0; i < count; i++) {
            if (i % SHARERS_PER_ADDRESS == 0) {
                address = addresses.next(false);
            }
            Map<String, String> headers = Looks.browser(i, origin);
            headers.put(Looks.ADDRESS, address);
            crowd.add(
                    bot(Kind.SHARER, i, headers, millis(random.nextInt(BOTS_SPREAD_MILLIS)), BETWEEN_TRIES_OF_BOTS, 1));
        }
    }

    private Traits skipper(int index) {
        Map<String, String> headers =
                switch (index % 3) {
                    case 0 -> Looks.library(index / 3);
                    case 1 -> Looks.throughTalkativeProxy(Looks.library(index / 3));
                    default -> Looks.carelessDisguise();
                };
        headers.put(Looks.ADDRESS, addresses.next(false));
        return bot(Kind.SKIPPER, index, headers, millis(random.nextInt(BOTS_SPREAD_MILLIS)), BETWEEN_TRIES_OF_BOTS, 1);
    }

    private static Traits bot(
            Kind kind, int index, Map<String, String> headers, Duration begins, Duration between, int hands) {
        return new Traits(
                kind,
                headers,
                begins,
                Duration.ZERO,
                between,
                Integer.MAX_VALUE,
                BOTS_PATIENCE,
                hands,
                kind.workOf(index));
    }

    private static Duration millis(double millis) {
        return Duration.ofMillis((long) millis);
    }
}

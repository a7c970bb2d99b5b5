package io.flashsale.launcher.chaos;

import io.flashsale.launcher.proxying.Proxies.Route;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The faults of a run in their order. The seed alone decides.
 *
 * <p>Kinds and targets are dealt like cards: each once before any comes again, and a pair that has been there is avoided
 * where the cards allow it. Exactly one fault, neither the first nor the last, is the wipe of Redis.
 */
public final class Schedule {
    /** With so many faults every kind and every target is hit. */
    public static final int ALL_KINDS = 20;
    /** A run with fewer does without the wipe. */
    static final int LEAST_WITH_WIPE = 3;

    static final List<String> TARGETS =
            List.of("edge-filter", "inventory-service", "order-service", "payment-service", "redis", "kafka", "mysql");
    private static final List<FaultKind> KINDS = Arrays.stream(FaultKind.values())
            .filter(kind -> kind != FaultKind.WIPE)
            .toList();

    /** Who calls whom in the course of a sale. */
    private static final List<Route> ROUTES = List.of(
            new Route("edge-filter", "inventory-service"),
            new Route("edge-filter", "order-service"),
            new Route("edge-filter", "payment-service"),
            new Route("edge-filter", "kafka"),
            new Route("inventory-service", "redis"),
            new Route("inventory-service", "kafka"),
            new Route("inventory-service", "mysql"),
            new Route("inventory-service", "order-service"),
            new Route("order-service", "kafka"),
            new Route("order-service", "mysql"),
            new Route("order-service", "inventory-service"),
            new Route("order-service", "payment-service"),
            new Route("payment-service", "kafka"),
            new Route("payment-service", "mysql"),
            new Route("payment-service", "order-service"));

    private final SplittableRandom random;
    private final Deque<FaultKind> kinds = new ArrayDeque<>();
    private final Deque<String> targets = new ArrayDeque<>();
    private final Set<String> dealt = new HashSet<>();

    private Schedule(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** @param faults at least 1 */
    public static List<PlannedFault> of(long seed, int faults) {
        return new Schedule(seed).draw(faults);
    }

    private List<PlannedFault> draw(int faults) {
        List<PlannedFault> schedule = new ArrayList<>();
        int wipeAt = faults < LEAST_WITH_WIPE ? -1 : 1 + random.nextInt(faults - 2);
        for (int i = 0; i < faults; i++) {
            schedule.add(i == wipeAt ? fault(FaultKind.WIPE, "redis") : nextFault());
        }
        return schedule;
    }

    private PlannedFault nextFault() {
        if (kinds.isEmpty()) {
            kinds.addAll(shuffled(KINDS));
        }
        FaultKind kind = kinds.poll();
        if (targets.isEmpty()) {
            targets.addAll(shuffled(TARGETS));
        }
        String target = targets.stream()
                .filter(each -> !dealt.contains(kind + each))
                .findFirst()
                .orElse(targets.peek());
        targets.remove(target);
        dealt.add(kind + target);
        return fault(kind, target);
    }

    private PlannedFault fault(FaultKind kind, String target) {
        List<Route> routes = kind.isOfNetwork() ? routes(target) : List.of();
        Duration lasts = kind.lasts() ? millis(2_000, 6_000) : Duration.ZERO;
        return new PlannedFault(kind, target, routes, lasts, millis(50, 500), millis(1_000, 4_000));
    }

    /** All connections of the target, or one. */
    private List<Route> routes(String target) {
        List<Route> all = ROUTES.stream()
                .filter(route -> route.client().equals(target) || route.target().equals(target))
                .toList();
        return random.nextBoolean() ? all : List.of(all.get(random.nextInt(all.size())));
    }

    private Duration millis(int from, int to) {
        return Duration.ofMillis(random.nextInt(from, to));
    }

    private <T> List<T> shuffled(List<T> items) {
        List<T> shuffled = new ArrayList<>(items);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            Collections.swap(shuffled, i, random.nextInt(i + 1));
        }
        return shuffled;
    }
}

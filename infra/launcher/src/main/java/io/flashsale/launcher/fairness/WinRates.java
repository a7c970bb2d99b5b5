package io.flashsale.launcher.fairness;

import io.flashsale.launcher.fairness.Evidence.Decision;
import io.flashsale.launcher.fairness.Evidence.Winner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How many of the sampled buyers got an order: by when they came, how often they clicked, and from where.
 *
 * <p>Where ranks alone decide, none of the three makes a difference beyond chance.
 */
public record WinRates(List<Group> byArrival, List<Group> byClicks, List<Group> bySource) {

    private static final int DECILES = 10;

    /** Buyers who have something in common. */
    public record Group(String name, int buyers, int winners) {

        /** The share of them that won; 0 of none. */
        public double rate() {
            return buyers == 0 ? 0 : (double) winners / buyers;
        }
    }

    private record Buyer(String buyerId, long firstAt, String source, int clicks, boolean won) {}

    /** Counts. */
    public static WinRates of(Evidence evidence) {
        List<Buyer> buyers = buyers(evidence);
        return new WinRates(
                deciles(buyers), grouped(buyers, buyer -> clicks(buyer.clicks())), grouped(buyers, Buyer::source));
    }

    private static List<Buyer> buyers(Evidence evidence) {
        Set<String> winners = evidence.winners().stream().map(Winner::buyerId).collect(Collectors.toSet());
        Map<String, List<Decision>> clicks = evidence.decisions().stream()
                .sorted(Comparator.comparingLong(Decision::at))
                .collect(Collectors.groupingBy(Decision::buyerId, LinkedHashMap::new, Collectors.toList()));
        List<Buyer> buyers = new ArrayList<>();
        clicks.forEach((buyerId, decisions) -> {
            Decision first = decisions.get(0);
            buyers.add(new Buyer(buyerId, first.at(), first.source(), decisions.size(), winners.contains(buyerId)));
        });
        return buyers;
    }

    /** Tenths of the buyers in the order in which they first came. */
    private static List<Group> deciles(List<Buyer> buyers) {
        List<Group> groups = new ArrayList<>();
        for (int decile = 0; decile < DECILES; decile++) {
            List<Buyer> tenth =
                    buyers.subList(buyers.size() * decile / DECILES, buyers.size() * (decile + 1) / DECILES);
            groups.add(group(Integer.toString(decile + 1), tenth));
        }
        return groups;
    }

    private static List<Group> grouped(List<Buyer> buyers, Function<Buyer, String> name) {
        List<Group> groups = new ArrayList<>();
        buyers.stream()
                .collect(Collectors.groupingBy(name, TreeMap::new, Collectors.toList()))
                .forEach((each, members) -> groups.add(group(each, members)));
        return groups;
    }

    private static Group group(String name, List<Buyer> buyers) {
        return new Group(
                name, buyers.size(), (int) buyers.stream().filter(Buyer::won).count());
    }

    /** Names that sort as they count. */
    private static String clicks(int clicks) {
        if (clicks <= 3) {
            return Integer.toString(clicks);
        }
        return clicks <= 10 ? "4 to 10" : "more than 10";
    }
}

package io.flashsale.load;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;

/** What befell a crowd in one sale, kind by kind. */
final class CrowdCount {
    private final Map<Kind, Row> rows = new EnumMap<>(Kind.class);

    /**
     * What befell those of one kind; numbers of buyers, but for clicks and units.
     *
     * @param challenged who were asked for work at least once
     * @param solved who did it
     * @param dropped who were told "sold out" at least once for looking like a bot
     * @param limited who were asked to wait at least once
     */
    record Row(int buyers, int clicks, int units, int challenged, int solved, int dropped, int limited) {
        static final Row NONE = new Row(0, 0, 0, 0, 0, 0, 0);

        Row and(Row other) {
            return new Row(
                    buyers + other.buyers,
                    clicks + other.clicks,
                    units + other.units,
                    challenged + other.challenged,
                    solved + other.solved,
                    dropped + other.dropped,
                    limited + other.limited);
        }
    }

    CrowdCount(Collection<Member> members) {
        for (Kind kind : Kind.values()) {
            rows.put(
                    kind,
                    count(members.stream()
                            .filter(member -> member.traits().kind() == kind)
                            .toList()));
        }
    }

    CrowdCount(Map<Kind, Row> rows) {
        for (Kind kind : Kind.values()) {
            this.rows.put(kind, rows.getOrDefault(kind, Row.NONE));
        }
    }

    private static Row count(Collection<Member> members) {
        return new Row(
                members.size(),
                members.stream().mapToInt(Member::clicks).sum(),
                members.stream().mapToInt(Member::orders).sum(),
                number(members, Member::wasChallenged),
                number(members, Member::hasSolved),
                number(members, Member::wasDropped),
                number(members, Member::wasLimited));
    }

    private static int number(Collection<Member> members, Predicate<Member> which) {
        return (int) members.stream().filter(which).count();
    }

    Row of(Kind kind) {
        return rows.get(kind);
    }

    Row people() {
        return of(Kind.PERSON);
    }

    Row bots() {
        return rows.entrySet().stream()
                .filter(row -> row.getKey().isBot())
                .map(Map.Entry::getValue)
                .reduce(Row.NONE, Row::and);
    }

    Row all() {
        return people().and(bots());
    }

    /** The share of all units sold, from 0 to 1; 0 when none was sold. */
    double shareOf(Row row) {
        int sold = all().units();
        return sold == 0 ? 0 : (double) row.units() / sold;
    }
}

package io.flashsale.launcher.fairness;

import io.flashsale.launcher.fairness.Evidence.Decision;
import io.flashsale.launcher.fairness.Evidence.LineEntry;
import io.flashsale.launcher.fairness.Evidence.Publication;
import io.flashsale.launcher.fairness.Evidence.PublishedLine;
import io.flashsale.launcher.fairness.Evidence.SwitchChange;
import io.flashsale.launcher.fairness.Evidence.Told;
import io.flashsale.launcher.fairness.Evidence.Winner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Sales that went as they should: a line that rose, and buyers who clicked again and again. */
public final class TestEvidence {

    public static final String SALE = "k3v9x2ma";
    public static final long OPENS_AT = Instant.parse("2026-01-15T10:00:00Z").toEpochMilli();
    public static final long CLOSES_AT = OPENS_AT + 3_600_000;

    private static final int BUYERS = 1_200;
    private static final int RISES = 12;
    private static final long RISE_EVERY_MILLIS = 60_000;

    private TestEvidence() {}

    /** What was in force in the place of the sale's own line, at a moment. */
    interface Override {
        double lineAt(long atMillis, double own);
    }

    /** A closed lottery. */
    public static Evidence lottery(long seed) {
        return sale(seed, "lottery", TestEvidence::lines, (at, own) -> own, List.of());
    }

    /** A closed lottery of which switches changed the line. */
    static Evidence switched(long seed, Override override, List<SwitchChange> switches) {
        return sale(seed, "lottery", TestEvidence::lines, override, switches);
    }

    /** A closed sale whose line is constant; its only entry comes late. */
    static Evidence fixed(long seed, double line) {
        Function<Random, List<LineEntry>> one =
                random -> List.of(entry(1, line, OPENS_AT + RISE_EVERY_MILLIS, "0".repeat(64)));
        return sale(seed, "fixed:" + line, one, (at, own) -> own, List.of());
    }

    private static Evidence sale(
            long seed,
            String mode,
            Function<Random, List<LineEntry>> rises,
            Override override,
            List<SwitchChange> switches) {
        Random random = new Random(seed);
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String key = HexFormat.of().formatHex(bytes);
        String commitment = Digests.of(bytes);
        List<LineEntry> lines = rises.apply(random);
        Evidence.Sale sale = new Evidence.Sale(SALE, mode, OPENS_AT, CLOSES_AT, true, key);
        LineHistory history = new LineHistory(sale.leastLine(), lines);
        Ranks ranks = new Ranks(key, SALE);
        List<Decision> decisions = new ArrayList<>();
        List<Winner> winners = new ArrayList<>();
        for (int i = 0; i < BUYERS; i++) {
            click("u" + Long.toHexString(random.nextLong()), ranks, history, override, random, decisions, winners);
        }
        List<PublishedLine> shown = lines.stream()
                .map(each ->
                        new PublishedLine(each.sequence(), Double.parseDouble(each.line()), each.time(), each.hash()))
                .toList();
        return new Evidence(
                sale,
                List.of(new Told(OPENS_AT - 60_000, commitment)),
                true,
                lines,
                decisions,
                winners,
                switches,
                new Publication(
                        mode, commitment, key, shown.get(shown.size() - 1).line(), shown));
    }

    /** The same before it has closed: nobody knows the key. */
    public static Evidence notClosed(Evidence closed) {
        Evidence.Sale sale = closed.sale();
        Publication shown = closed.published();
        return Draft.of(closed, draft -> {
            draft.sale = new Evidence.Sale(sale.saleId(), sale.mode(), sale.opensAt(), sale.closesAt(), false, null);
            draft.published = new Publication(shown.mode(), shown.commitment(), null, shown.line(), shown.lines());
        });
    }

    private static List<LineEntry> lines(Random random) {
        List<LineEntry> lines = new ArrayList<>();
        double line = 0;
        String previous = "0".repeat(64);
        for (int i = 1; i <= RISES; i++) {
            line += random.nextDouble() * 0.05 + 0.001;
            LineEntry entry = entry(i, line, OPENS_AT + i * RISE_EVERY_MILLIS, previous);
            lines.add(entry);
            previous = entry.hash();
        }
        return lines;
    }

    private static LineEntry entry(int sequence, double line, long at, String previous) {
        return withHash(new LineEntry(
                SALE, sequence, Double.toString(line), Instant.ofEpochMilli(at).toString(), previous, ""));
    }

    static LineEntry withHash(LineEntry entry) {
        return new LineEntry(
                entry.saleId(), entry.sequence(), entry.line(), entry.time(), entry.previous(), LineRule.hashOf(entry));
    }

    private static void click(
            String buyerId,
            Ranks ranks,
            LineHistory history,
            Override override,
            Random random,
            List<Decision> decisions,
            List<Winner> winners) {
        double rank = ranks.rankOf(buyerId);
        long at = OPENS_AT + random.nextInt(10 * (int) RISE_EVERY_MILLIS);
        for (int clicks = random.nextInt(12); clicks >= 0; clicks--) {
            long knownAt = at - random.nextInt(2_000);
            int used = newest(history, knownAt);
            double own = history.lineAt(used);
            double line = override.lineAt(knownAt, own);
            boolean admitted = rank <= line;
            if (ranks.isSampled(buyerId)) {
                decisions.add(new Decision(
                        "edge-" + random.nextInt(2),
                        buyerId,
                        at,
                        rank,
                        line,
                        used,
                        line != own,
                        admitted,
                        random.nextBoolean() ? "direct" : "proxy"));
            }
            if (admitted) {
                winners.add(new Winner(buyerId, SALE + "-1-" + winners.size(), at + 300));
                return;
            }
            at += 1 + random.nextInt(90_000);
        }
    }

    private static int newest(LineHistory history, long at) {
        int sequence = 0;
        while (history.rise(sequence + 1) != null && history.rise(sequence + 1).at() <= at) {
            sequence++;
        }
        return sequence;
    }
}

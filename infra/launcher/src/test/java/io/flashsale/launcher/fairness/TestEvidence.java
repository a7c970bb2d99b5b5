package io.flashsale.launcher.fairness;

import io.flashsale.launcher.fairness.Evidence.Decision;
import io.flashsale.launcher.fairness.Evidence.LineEntry;
import io.flashsale.launcher.fairness.Evidence.Publication;
import io.flashsale.launcher.fairness.Evidence.PublishedLine;
import io.flashsale.launcher.fairness.Evidence.Told;
import io.flashsale.launcher.fairness.Evidence.Winner;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Sales that went as they should: a line that rose, and buyers who clicked again and again. */
public final class TestEvidence {

    public static final String SALE = "k3v9x2ma";
    public static final long OPENS_AT = Instant.parse("2026-01-15T10:00:00Z").toEpochMilli();
    public static final long CLOSES_AT = OPENS_AT + 3_600_000;

    private static final int BUYERS = 1_200;
    private static final int RISES = 12;
    private static final long RISE_EVERY_MILLIS = 60_000;

    private TestEvidence() {}

    /** A closed lottery. */
    public static Evidence lottery(long seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String key = HexFormat.of().formatHex(bytes);
        String commitment = Digests.of(bytes);
        List<LineEntry> lines = lines(random);
        LineHistory history = new LineHistory(lines);
        Ranks ranks = new Ranks(key, SALE);
        List<Decision> decisions = new ArrayList<>();
        List<Winner> winners = new ArrayList<>();
        for (int i = 0; i < BUYERS; i++) {
            click("u" + Long.toHexString(random.nextLong()), ranks, history, random, decisions, winners);
        }
        List<PublishedLine> shown = lines.stream()
                .map(each ->
                        new PublishedLine(each.sequence(), Double.parseDouble(each.line()), each.time(), each.hash()))
                .toList();
        return new Evidence(
                new Evidence.Sale(SALE, "lottery", OPENS_AT, CLOSES_AT, true, key),
                List.of(new Told(OPENS_AT - 60_000, commitment)),
                lines,
                decisions,
                winners,
                new Publication(
                        "lottery", commitment, key, shown.get(shown.size() - 1).line(), shown));
    }

    /** The same before it has closed: nobody knows the key. */
    public static Evidence notClosed(Evidence closed) {
        Evidence.Sale sale = closed.sale();
        Publication shown = closed.published();
        return new Evidence(
                new Evidence.Sale(sale.saleId(), sale.mode(), sale.opensAt(), sale.closesAt(), false, null),
                closed.told(),
                closed.lines(),
                closed.decisions(),
                closed.winners(),
                new Publication(shown.mode(), shown.commitment(), null, shown.line(), shown.lines()));
    }

    private static List<LineEntry> lines(Random random) {
        List<LineEntry> lines = new ArrayList<>();
        double line = 0;
        String previous = "0".repeat(64);
        for (int i = 1; i <= RISES; i++) {
            line += random.nextDouble() * 0.05 + 0.001;
            LineEntry entry = new LineEntry(
                    SALE,
                    i,
                    Double.toString(line),
                    Instant.ofEpochMilli(OPENS_AT + i * RISE_EVERY_MILLIS).toString(),
                    previous,
                    "");
            entry = withHash(entry);
            lines.add(entry);
            previous = entry.hash();
        }
        return lines;
    }

    static LineEntry withHash(LineEntry entry) {
        return new LineEntry(
                entry.saleId(), entry.sequence(), entry.line(), entry.time(), entry.previous(), LineRule.hashOf(entry));
    }

    private static void click(
            String buyerId,
            Ranks ranks,
            LineHistory history,
            Random random,
            List<Decision> decisions,
            List<Winner> winners) {
        double rank = ranks.rankOf(buyerId);
        long at = OPENS_AT + random.nextInt(10 * (int) RISE_EVERY_MILLIS);
        for (int clicks = random.nextInt(12); clicks >= 0; clicks--) {
            LineHistory.Rise used = inForce(history, at - random.nextInt(2_000));
            boolean admitted = rank <= used.line();
            if (ranks.isSampled(buyerId)) {
                decisions.add(new Decision(
                        "edge-" + random.nextInt(2),
                        buyerId,
                        at,
                        rank,
                        used.line(),
                        used.sequence(),
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

    private static LineHistory.Rise inForce(LineHistory history, long at) {
        LineHistory.Rise used = new LineHistory.Rise(0, 0, 0);
        for (int sequence = 1;
                history.rise(sequence) != null && history.rise(sequence).at() <= at;
                sequence++) {
            used = history.rise(sequence);
        }
        return used;
    }
}

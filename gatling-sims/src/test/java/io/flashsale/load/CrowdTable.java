package io.flashsale.load;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What befell the same kind of crowd with the bot filter off and on: for people to read, and as figures. */
final class CrowdTable {
    private static final String LAYOUT = "  %-20s %7s | %8s %6s %7s | %8s %6s %7s %11s %7s %8s";

    private final CrowdCount off;
    private final CrowdCount on;

    CrowdTable(CrowdCount off, CrowdCount on) {
        this.off = off;
        this.on = on;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(format("  %-28s | %-23s | %s", "", "bot filter off", "bot filter on"));
        lines.add(format(
                LAYOUT,
                "who",
                "buyers",
                "clicks",
                "units",
                "share",
                "clicks",
                "units",
                "share",
                "challenged",
                "solved",
                "dropped"));
        for (Kind kind : Kind.values()) {
            lines.add(line(kind.title(), off.of(kind), on.of(kind)));
        }
        lines.add(line("all bots", off.bots(), on.bots()));
        CrowdCount.Row people = on.people();
        lines.add(format(
                "  People with the filter on: %d of %d challenged (%s), %d of them did the work; %d dropped as bots",
                people.challenged(),
                people.buyers(),
                percent((double) people.challenged() / Math.max(1, people.buyers())),
                people.solved(),
                people.dropped()));
        lines.add("  Buyers, not clicks, are counted as challenged, solved and dropped. The limits are on in both,"
                + " the filter concurrency only reports.");
        return lines;
    }

    private String line(String title, CrowdCount.Row without, CrowdCount.Row with) {
        return format(
                LAYOUT,
                title,
                with.buyers(),
                without.clicks(),
                without.units(),
                percent(off.shareOf(without)),
                with.clicks(),
                with.units(),
                percent(on.shareOf(with)),
                with.challenged(),
                with.solved(),
                with.dropped());
    }

    /** {@code off.KIND} and {@code on.KIND}, each with every number of {@link CrowdCount.Row} under its name. */
    Map<String, String> figures() {
        Map<String, String> figures = new LinkedHashMap<>();
        for (Kind kind : Kind.values()) {
            put(figures, "off." + kind.key(), off.of(kind));
            put(figures, "on." + kind.key(), on.of(kind));
        }
        figures.put("off.botShare", format("%.4f", off.shareOf(off.bots())));
        figures.put("on.botShare", format("%.4f", on.shareOf(on.bots())));
        return figures;
    }

    private static void put(Map<String, String> figures, String prefix, CrowdCount.Row row) {
        figures.put(prefix + ".buyers", Integer.toString(row.buyers()));
        figures.put(prefix + ".clicks", Integer.toString(row.clicks()));
        figures.put(prefix + ".units", Integer.toString(row.units()));
        figures.put(prefix + ".challenged", Integer.toString(row.challenged()));
        figures.put(prefix + ".solved", Integer.toString(row.solved()));
        figures.put(prefix + ".dropped", Integer.toString(row.dropped()));
        figures.put(prefix + ".limited", Integer.toString(row.limited()));
    }

    private static String percent(double share) {
        return format("%.1f %%", 100 * share);
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}

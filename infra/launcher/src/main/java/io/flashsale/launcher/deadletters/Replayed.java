package io.flashsale.launcher.deadletters;

import java.util.Arrays;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * Which letters of a topic were sent back before: all below an offset, and single ones above it.
 *
 * <p>Kept as the committed offset of a consumer group, the single ones as its metadata.
 */
final class Replayed {
    /** The broker takes 4,096 bytes of metadata; this many offsets always fit. */
    private static final int MOST_SINGLE = 200;

    private long below;
    private final TreeSet<Long> single;

    private Replayed(long below, TreeSet<Long> single) {
        this.below = below;
        this.single = single;
    }

    /** @param committed null if nothing was ever sent back */
    static Replayed of(OffsetAndMetadata committed, long begin) {
        if (committed == null) {
            return new Replayed(begin, new TreeSet<>());
        }
        TreeSet<Long> single = Arrays.stream(committed.metadata().split(","))
                .filter(text -> text.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
        return new Replayed(Math.max(committed.offset(), begin), single);
    }

    boolean contains(long offset) {
        return offset < below || single.contains(offset);
    }

    /** The first that was not sent back. */
    long first() {
        return below;
    }

    /** How many of those before the end were not sent back. */
    long missing(long end) {
        return Math.max(0, end - below - single.tailSet(below).headSet(end).size());
    }

    boolean hasRoom() {
        return single.size() < MOST_SINGLE;
    }

    void add(long offset) {
        if (offset >= below) {
            single.add(offset);
        }
        while (single.remove(below)) {
            below++;
        }
        single.headSet(below).clear();
    }

    OffsetAndMetadata toCommit() {
        return new OffsetAndMetadata(below, single.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
}

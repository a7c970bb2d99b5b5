package io.flashsale.chaos.history;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Every call of a crowd of buyers, in the order of their ends; append-only, and safe for several threads.
 *
 * <p>Times are nanoseconds of this machine's monotonic clock since the history began. A call takes some 200 bytes,
 * and whoever clicks stops at {@link #MAX_CALLS}, when the history {@linkplain #isFull() is full}. Given a file, each
 * call is also a JSON object on a line of it.
 */
public final class History implements AutoCloseable {

    /** More calls than a crowd makes in an hour. */
    public static final int MAX_CALLS = 2_000_000;

    private static final ObjectWriter LINE = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
            .build()
            .writerFor(Line.class);

    private final long beginNanos = System.nanoTime();
    private final Instant begin = Instant.now();
    private final List<Call> calls = new ArrayList<>();
    private final Writer file;

    private History(Writer file) {
        this.file = file;
    }

    /** A call with its start on the wall clock, RFC 3339, as it stands in the file. */
    private record Line(String at, Call call) {}

    public static History inMemory() {
        return new History(null);
    }

    /** @param file is made anew; complete once the history is closed */
    public static History writingTo(Path file) throws IOException {
        return new History(Files.newBufferedWriter(file));
    }

    /** Now, on the history's clock. */
    public long nanos() {
        return System.nanoTime() - beginNanos;
    }

    /** A time of the wall clock on the history's clock. */
    public long nanosAt(Instant time) {
        return Duration.between(begin, time).toNanos();
    }

    /** A time of the history's clock on the wall clock. */
    public Instant wallClock(long nanos) {
        return begin.plusNanos(nanos);
    }

    public synchronized void add(Call call) {
        calls.add(call);
        if (file != null) {
            write(call);
        }
    }

    private void write(Call call) {
        try {
            file.write(LINE.writeValueAsString(
                    new Line(wallClock(call.startNanos()).toString(), call)));
            file.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("The history cannot be written", e);
        }
    }

    /** Whether nobody should click any more; what is under way is still kept. */
    public synchronized boolean isFull() {
        return calls.size() >= MAX_CALLS;
    }

    /** All calls so far. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Completes the file. */
    @Override
    public synchronized void close() {
        if (file == null) {
            return;
        }
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The history cannot be written", e);
        }
    }
}

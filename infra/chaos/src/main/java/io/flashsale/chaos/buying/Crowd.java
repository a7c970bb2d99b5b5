package io.flashsale.chaos.buying;

import io.flashsale.chaos.history.FinalReads;
import io.flashsale.chaos.history.History;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Buyers who click, pay, cancel and let holds run out, for as long as they are let.
 *
 * <p>All of them live on one thread, which never waits; their calls are asynchronous. Clicks come at a rate of their own
 * (an open model), so a system that stands still is not spared. Choices come from the seed; what they meet does not.
 */
public final class Crowd implements AutoCloseable {

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "crowd");
        made.setDaemon(true);
        return made;
    });
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final List<Buyer> buyers;
    private final History history;
    private final EdgeCalls calls;
    private final Clicks clicks;
    private final Operator operator;
    private final String saleId;
    private volatile boolean stopped;
    private volatile Throwable failure;

    private Crowd(Target target, String saleId, CrowdSettings settings, History history) {
        this.saleId = saleId;
        this.history = history;
        this.operator = new Operator(target);
        this.buyers = IntStream.range(0, settings.buyers())
                .mapToObj(i -> new Buyer("crowd-" + settings.seed() + "-" + i))
                .toList();
        this.calls = new EdgeCalls(target.edge(), settings.callTimeout(), history, thread);
        Random random = new Random(settings.seed());
        Pace pace = new CrowdPace();
        Journeys journeys = new Journeys(calls, pace, settings, random);
        this.clicks = new Clicks(calls, pace, saleId, settings, buyers, journeys, accepted, random);
    }

    /** Sends the crowd to a sale. Buyers sign in when they first want to click. */
    public static Crowd start(Target target, String saleId, CrowdSettings settings, History history) {
        Crowd crowd = new Crowd(target, saleId, settings, history);
        crowd.thread.scheduleAtFixedRate(crowd::tick, 0, Clicks.TICK.toMillis(), TimeUnit.MILLISECONDS);
        return crowd;
    }

    private final class CrowdPace implements Pace {
        @Override
        public void after(Duration time, Runnable step) {
            if (!stopped) {
                thread.schedule(() -> step(step), time.toMillis(), TimeUnit.MILLISECONDS);
            }
        }

        @Override
        public <T> void hear(CompletableFuture<T> call, Consumer<T> listener) {
            call.thenAccept(listener).exceptionally(mistake -> {
                fail(mistake);
                return null;
            });
        }

        @Override
        public long nanos() {
            return history.nanos();
        }
    }

    private void tick() {
        if (!history.isFull()) {
            step(clicks::tick);
        }
    }

    private void step(Runnable step) {
        if (stopped) {
            return;
        }
        try {
            step.run();
        } catch (RuntimeException e) {
            fail(e);
        }
    }

    /** A mistake of ours must not look like a system that stands still. */
    private void fail(Throwable mistake) {
        failure = mistake;
        stopped = true;
    }

    /** Distinct orders that were accepted so far. */
    public int accepted() {
        return accepted.size();
    }

    /**
     * Stops the clicking and finds out what became of everything: waits until the sale sells again and its ledger is
     * settled, lets whoever does not know what became of a Buy click again, and reads every order until it is over, or
     * legally open, and every buyer's list.
     *
     * @param patience from now until what is not known by then stays unknown
     * @return what was read last; the history has all of it
     */
    public FinalReads calm(Duration patience) {
        stopped = true;
        if (failure != null) {
            throw new IllegalStateException("The crowd failed", failure);
        }
        return new Calm(calls, operator, thread, history, saleId, buyers, patience).read();
    }

    /** Ends it; calls under way are not waited for. */
    @Override
    public void close() {
        stopped = true;
        thread.shutdownNow();
    }
}

package io.flashsale.inventory.admitting;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flashsale.following.TopicFollower;
import io.flashsale.inventory.selling.SaleDirectory;
import io.flashsale.lottery.LineChain;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * The published lines as {@code flashsale.lines.v1} has them: the topic is where they are kept, so that a restart, a lost
 * Redis or another leaseholder changes nothing. Every copy of inventory-service follows it, also its own entries: an
 * entry counts when it has been read back.
 *
 * <p>Bounded: beyond {@value #MOST_SALES} sales the one that was raised least recently is forgotten; of those that are not
 * over none, because they are continued from here.
 */
@Singleton
final class LineHistory {

    private static final Logger LOG = Logger.getLogger(LineHistory.class);
    private static final int MOST_SALES = 10_000;

    private final ObjectMapper json;
    private final Predicate<String> isActive;
    private final TopicFollower follower;
    private final Counter broken;
    private final Map<String, PublishedLine> lines = new ConcurrentHashMap<>();
    /** The follower's own, the least recently raised first. */
    private final Map<String, LineChain> chains = new LinkedHashMap<>(16, 0.75f, true);

    @Inject
    LineHistory(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            ObjectMapper json,
            SaleDirectory directory,
            MeterRegistry metrics) {
        this(kafka, json, saleId -> directory.find(saleId).isPresent(), metrics);
    }

    LineHistory(Map<String, Object> kafka, ObjectMapper json, Predicate<String> isActive, MeterRegistry metrics) {
        this.json = json;
        this.isActive = isActive;
        this.follower = new TopicFollower(kafka, "flashsale.lines.v1", this::hear);
        this.broken = Counter.builder("flashsale.lines.broken")
                .description("Entries of published lines that cannot be read or do not continue their chain")
                .register(metrics);
    }

    void start(@Observes StartupEvent startup) {
        follower.start();
    }

    void stop(@Observes ShutdownEvent shutdown) throws InterruptedException {
        follower.stop();
    }

    /** Whether all is known that had been published when this copy was started; nobody may publish before. */
    boolean isCaughtUp() {
        return follower.isCaughtUp();
    }

    /** The last entry of a sale. */
    PublishedLine last(String saleId) {
        return lines.getOrDefault(saleId, PublishedLine.NONE);
    }

    void hear(byte[] bytes) {
        try {
            LineRaised entry = bytes == null ? null : json.readValue(bytes, LineRaised.class);
            if (entry == null || !entry.isComplete() || !take(entry)) {
                broken.increment();
            }
        } catch (IOException | DateTimeParseException | NumberFormatException e) {
            broken.increment();
            LOG.debugf("No entry of a line: %s", e.getMessage());
        }
    }

    private boolean take(LineRaised entry) {
        Instant at = Instant.parse(entry.time());
        LineChain chain = chains.computeIfAbsent(entry.saleId(), LineChain::new);
        LineChain.Verdict verdict = chain.take(
                entry.sequence(), entry.line().toPlainString(), entry.time(), entry.previous(), entry.hash());
        if (verdict == LineChain.Verdict.ACCEPTED || verdict == LineChain.Verdict.REJOINED) {
            lines.put(
                    entry.saleId(),
                    new PublishedLine(chain.sequence(), chain.line(), chain.hash(), at, entry.demand()));
            forgetOneIfFull();
        }
        return verdict == LineChain.Verdict.ACCEPTED || verdict == LineChain.Verdict.REPEATED;
    }

    private void forgetOneIfFull() {
        if (chains.size() > MOST_SALES) {
            chains.keySet().stream().filter(isActive.negate()).findFirst().ifPresent(oldest -> {
                chains.remove(oldest);
                lines.remove(oldest);
            });
        }
    }
}

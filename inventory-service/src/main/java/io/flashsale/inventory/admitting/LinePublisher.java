package io.flashsale.inventory.admitting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Publishes entries of lines on {@code flashsale.lines.v1}. */
@Singleton
final class LinePublisher {

    /** Longer than the Kafka client tries. */
    private static final Duration LONGEST_SEND = Duration.ofSeconds(30);

    private final MutinyEmitter<Record<String, String>> lines;
    private final ObjectWriter json;
    private final Duration longestSend;

    @Inject
    LinePublisher(
            @Channel("lines") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 512)
                    MutinyEmitter<Record<String, String>> lines,
            ObjectMapper json) {
        this(lines, json, LONGEST_SEND);
    }

    LinePublisher(MutinyEmitter<Record<String, String>> lines, ObjectMapper json, Duration longestSend) {
        this.lines = lines;
        this.json = writer(json);
        this.longestSend = longestSend;
    }

    /** Writes numbers as the hash has them: without exponents. */
    static ObjectWriter writer(ObjectMapper json) {
        return json.writer().with(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);
    }

    /** Completes when the broker has the entry, and fails, however it fails, in bounded time. */
    Uni<Void> publish(LineRaised entry) {
        return Uni.createFrom()
                .deferred(() -> lines.send(Record.of(entry.saleId(), write(entry))))
                .ifNoItem()
                .after(longestSend)
                .fail();
    }

    private String write(LineRaised entry) {
        try {
            return json.writeValueAsString(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An entry can always be written as JSON", e);
        }
    }
}

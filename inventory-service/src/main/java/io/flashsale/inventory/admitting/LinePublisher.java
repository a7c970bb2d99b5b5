package io.flashsale.inventory.admitting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Publishes entries of lines on {@code flashsale.lines.v1}. */
@Singleton
final class LinePublisher {

    private final MutinyEmitter<Record<String, String>> lines;
    private final ObjectWriter json;

    LinePublisher(
            @Channel("lines") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 512)
                    MutinyEmitter<Record<String, String>> lines,
            ObjectMapper json) {
        this.lines = lines;
        this.json = writer(json);
    }

    /** Writes numbers as the hash has them: without exponents. */
    static ObjectWriter writer(ObjectMapper json) {
        return json.writer().with(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);
    }

    /** Completes when the broker has the entry. */
    Uni<Void> publish(LineRaised entry) {
        try {
            return lines.send(Record.of(entry.saleId(), json.writeValueAsString(entry)));
        } catch (JsonProcessingException e) {
            return Uni.createFrom().failure(e);
        }
    }
}

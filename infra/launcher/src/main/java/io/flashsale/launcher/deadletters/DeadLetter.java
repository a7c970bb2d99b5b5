package io.flashsale.launcher.deadletters;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** A record that a service could not read, as it lies in a dead-letter topic. */
public final class DeadLetter {
    static final String TOPIC = "flashsale-topic";
    static final String PARTITION = "flashsale-partition";
    static final String OFFSET = "flashsale-offset";
    static final String ERROR = "flashsale-error";
    /** How long the value was before it was cut. */
    static final String SIZE = "flashsale-size";

    private static final List<String> OURS = List.of(TOPIC, PARTITION, OFFSET, ERROR, SIZE);

    private final ConsumerRecord<byte[], byte[]> record;

    DeadLetter(ConsumerRecord<byte[], byte[]> record) {
        this.record = record;
    }

    /** Of the dead-letter topic, whose only partition this is in. */
    public long offset() {
        return record.offset();
    }

    Instant time() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    byte[] key() {
        return record.key();
    }

    byte[] value() {
        return record.value();
    }

    Iterable<Header> headers() {
        return record.headers();
    }

    /** The headers that the record had before it became a dead letter. */
    List<Header> ownHeaders() {
        List<Header> own = new ArrayList<>();
        for (Header header : record.headers()) {
            if (!OURS.contains(header.key())) {
                own.add(header);
            }
        }
        return own;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .map(header -> new String(header.value(), StandardCharsets.UTF_8));
    }

    boolean isCut() {
        return header(SIZE).isPresent();
    }
}

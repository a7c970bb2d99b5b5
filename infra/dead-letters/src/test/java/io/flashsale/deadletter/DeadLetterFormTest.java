package io.flashsale.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;

class DeadLetterFormTest {

    private static final byte[] KEY = {1, 2};
    private static final byte[] BROKEN = {(byte) 0xff, 0, 'x'};

    private final List<ProducerRecord<byte[], byte[]>> kept = new ArrayList<>();

    private static ConsumerRecord<byte[], byte[]> source(byte[] value) {
        return new ConsumerRecord<>("topic", 3, 42, KEY, value);
    }

    private static String header(ProducerRecord<?, ?> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    void keepsBytesAsTheyCameWithWhenceAndWhy() {
        ConsumerRecord<byte[], byte[]> source = source(BROKEN);
        source.headers().add("traceparent", KEY).add("flashsale-error", KEY);

        DeadLetterForm.keep(source, "no JSON", kept::add);

        ProducerRecord<byte[], byte[]> letter = kept.get(0);
        assertThat(letter.topic()).isEqualTo("topic.dlq");
        assertThat(letter.key()).isEqualTo(KEY);
        assertThat(letter.value()).isEqualTo(BROKEN);
        assertThat(letter.headers().lastHeader("traceparent").value()).isEqualTo(KEY);
        assertThat(header(letter, "flashsale-topic")).isEqualTo("topic");
        assertThat(header(letter, "flashsale-partition")).isEqualTo("3");
        assertThat(header(letter, "flashsale-offset")).isEqualTo("42");
        assertThat(letter.headers().headers("flashsale-error")).hasSize(1);
        assertThat(header(letter, "flashsale-error")).isEqualTo("no JSON");
        assertThat(letter.headers().lastHeader("flashsale-size")).isNull();
    }

    @Test
    void keepsARecordWithoutAValue() {
        DeadLetterForm.keep(source(null), null, kept::add);

        assertThat(kept.get(0).value()).isNull();
    }

    @Test
    void cutsWhatDoesNotFitAndSaysHowLongItWas() {
        DeadLetterForm.keep(source(new byte[1_000_000]), "long", letter -> {
            if (letter.value().length > DeadLetterForm.CUT_BYTES) {
                throw new IllegalStateException(new RecordTooLargeException("too large"));
            }
            kept.add(letter);
        });

        assertThat(kept).hasSize(1);
        assertThat(kept.get(0).value()).hasSize(DeadLetterForm.CUT_BYTES);
        assertThat(header(kept.get(0), "flashsale-size")).isEqualTo("1000000");
    }

    @Test
    void saysThatItIsNotKept() {
        IllegalStateException away = new IllegalStateException("no broker");

        assertThatThrownBy(() -> DeadLetterForm.keep(source(BROKEN), "x", letter -> {
                    throw away;
                }))
                .isSameAs(away);
    }
}

package io.flashsale.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * How every service keeps a record that nobody can read: in {@code <topic>.dlq}, its key, value and headers as they came.
 *
 * <p>The headers {@code flashsale-topic}, {@code flashsale-partition}, {@code flashsale-offset} and {@code
 * flashsale-error} say whence and why. A value that does not fit with them into one record is cut, and {@code
 * flashsale-size} says how long it was, in bytes; the whole of it is where the headers point.
 */
public final class DeadLetterForm {

    /** What is left of a value that does not fit: enough to see what it is. */
    static final int CUT_BYTES = 64 * 1024;

    private DeadLetterForm() {}

    /**
     * Keeps a record.
     *
     * @param error for people, naming what is wrong; null says nothing
     * @param send returns when the broker has the letter, and throws when it has not; a {@link RecordTooLargeException}
     *     among the causes means that it never will
     * @throws RuntimeException what {@code send} has thrown; the record is not kept
     */
    public static void keep(
            ConsumerRecord<byte[], byte[]> source, String error, Consumer<ProducerRecord<byte[], byte[]>> send) {
        try {
            send.accept(letter(source, error, source.value()));
        } catch (RuntimeException e) {
            if (!isTooLarge(e) || source.value() == null) {
                throw e;
            }
            byte[] cut = Arrays.copyOf(source.value(), Math.min(CUT_BYTES, source.value().length));
            ProducerRecord<byte[], byte[]> part = letter(source, error, cut);
            set(part.headers(), "flashsale-size", Integer.toString(source.value().length));
            send.accept(part);
        }
    }

    private static boolean isTooLarge(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof RecordTooLargeException) {
                return true;
            }
        }
        return false;
    }

    private static ProducerRecord<byte[], byte[]> letter(
            ConsumerRecord<byte[], byte[]> source, String error, byte[] value) {
        Headers headers = new RecordHeaders(source.headers().toArray());
        set(headers, "flashsale-topic", source.topic());
        set(headers, "flashsale-partition", Integer.toString(source.partition()));
        set(headers, "flashsale-offset", Long.toString(source.offset()));
        set(headers, "flashsale-error", String.valueOf(error));
        return new ProducerRecord<>(source.topic() + ".dlq", null, source.key(), value, headers);
    }

    /** In place of what an earlier life as a dead letter has left. */
    private static void set(Headers headers, String name, String value) {
        headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}

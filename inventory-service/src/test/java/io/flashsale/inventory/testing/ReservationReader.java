package io.flashsale.inventory.testing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** order-service's side of the reservations topic: reads everything, and commits it unless it is told to lag. */
final class ReservationReader {

    private final List<ConsumerRecord<String, String>> received = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "reservation-reader");
    private volatile boolean lagging;
    private volatile boolean stopping;

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    void stop() throws InterruptedException {
        stopping = true;
        thread.join(5_000);
    }

    /** Goes on reading but commits no offset, as an order-service whose database is slow. */
    void lag(boolean now) {
        lagging = now;
    }

    List<ConsumerRecord<String, String>> received(String orderId) {
        return received.stream().filter(record -> orderId.equals(record.key())).toList();
    }

    private void run() {
        try (KafkaConsumer<String, String> consumer = Topics.consumer(Map.of("group.id", "order-service"))) {
            consumer.assign(Topics.partitions(consumer, Topics.RESERVATIONS));
            while (!stopping) {
                consumer.poll(Duration.ofMillis(50)).forEach(received::add);
                if (!lagging) {
                    consumer.commitSync();
                }
            }
        }
    }
}

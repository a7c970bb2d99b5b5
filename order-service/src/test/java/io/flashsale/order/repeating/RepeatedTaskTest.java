package io.flashsale.order.repeating;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RepeatedTaskTest {

    private static final Duration NEVER = Duration.ofHours(1);

    @Test
    void goesOnAfterAFailure() {
        AtomicInteger turns = new AtomicInteger();
        try (RepeatedTask task = RepeatedTask.start("test", Duration.ofMillis(5), () -> {
            turns.incrementAndGet();
            throw new IllegalStateException("on purpose");
        })) {
            await().until(() -> turns.get() >= 3);
            task.wake();
        }
    }

    @Test
    void takesATurnAtOnceWhenWokenAlsoDuringATurn() throws InterruptedException {
        AtomicInteger turns = new AtomicInteger();
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        try (RepeatedTask task = RepeatedTask.start("test", NEVER, () -> {
            turns.incrementAndGet();
            entered.countDown();
            try {
                leave.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        })) {
            task.wake();
            entered.await();
            task.wake();
            task.wake();
            leave.countDown();
            await().until(() -> turns.get() == 2);
        }
        assertThat(turns).hasValue(2);
    }

    @Test
    void ignoresACallAfterItsEnd() {
        AtomicInteger turns = new AtomicInteger();
        RepeatedTask task = RepeatedTask.start("test", NEVER, turns::incrementAndGet);
        task.close();
        task.wake();

        assertThat(turns).hasValue(0);
    }
}

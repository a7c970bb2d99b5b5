package io.flashsale.launcher.proxying;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** The bytes from one peer to the other, in their order: as they come, later, or held back. */
final class OneWay {
    /** What is read ahead of a slow or delayed receiver; then the sender's own buffers fill, as without us. */
    private static final int MOST_HELD_BYTES = 256 * 1024;

    private static final class Chunk {
        private final ByteBuffer bytes;
        private final long due;

        Chunk(ByteBuffer bytes, long due) {
            this.bytes = bytes;
            this.due = due;
        }
    }

    private final SocketChannel from;
    private final SocketChannel to;
    private final Deque<Chunk> chunks = new ArrayDeque<>();
    private LongSupplier delayNanos = () -> 0;
    private boolean silent;
    private boolean discarding;
    private boolean ended;
    private boolean shut;
    private int held;
    private long lastDue = System.nanoTime();
    private Chunk announced;

    OneWay(SocketChannel from, SocketChannel to) {
        this.from = from;
        this.to = to;
    }

    void delay(LongSupplier nanos) {
        delayNanos = nanos;
    }

    /** Neither takes nor gives for now. */
    void silence(boolean wanted) {
        silent = wanted;
    }

    /** From now on whatever comes is thrown away. */
    void discard() {
        discarding = true;
        chunks.clear();
        held = 0;
    }

    boolean isDiscarding() {
        return discarding;
    }

    boolean wantsToRead() {
        return !ended && !silent && held < MOST_HELD_BYTES;
    }

    /** Whether something that is due waits for room at the receiver. */
    boolean wantsToWrite() {
        return !silent && !chunks.isEmpty() && chunks.peek().due - System.nanoTime() <= 0;
    }

    /** When the next bytes may go on; null if there are none, nothing holds them, or this was told before. */
    Long nextDue() {
        Chunk next = chunks.peek();
        if (silent || next == null || next == announced || wantsToWrite()) {
            return null;
        }
        announced = next;
        return next.due;
    }

    /** Both ends know that no more will come. */
    boolean isOver() {
        return shut;
    }

    /** @return how many bytes came; -1 at the end */
    int read(ByteBuffer buffer) throws IOException {
        int count = from.read(buffer);
        if (count < 0) {
            ended = true;
        } else if (count > 0 && !discarding) {
            pass(buffer.flip());
        }
        return count;
    }

    private void pass(ByteBuffer bytes) throws IOException {
        long now = System.nanoTime();
        long due = now + delayNanos.getAsLong();
        if (due - lastDue < 0) {
            due = lastDue;
        }
        lastDue = due;
        if (chunks.isEmpty() && due - now <= 0) {
            to.write(bytes);
        }
        if (bytes.hasRemaining()) {
            ByteBuffer copy = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
            held += copy.remaining();
            chunks.add(new Chunk(copy, due));
        }
    }

    void write() throws IOException {
        while (wantsToWrite()) {
            held -= to.write(chunks.peek().bytes);
            if (chunks.peek().bytes.hasRemaining()) {
                return;
            }
            chunks.poll();
        }
        if (ended && chunks.isEmpty() && !shut) {
            shut = true;
            if (!discarding) {
                to.shutdownOutput();
            }
        }
    }
}

package io.flashsale.testing.measuring;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/**
 * A load generator that costs as little as can be: requests that were written in advance, on kept-alive connections that
 * each send the next one when the last one is answered. Of an answer it looks at the status and for what its body ends with.
 */
public final class Stampede implements AutoCloseable {

    public static final int CONNECTIONS = 64;
    private static final int EVENT_LOOPS = 2;
    /** Where the status of {@code HTTP/1.1 409 Conflict} begins. */
    private static final int STATUS_AT = 9;

    private static final long SETTLING_MILLIS = 250;
    private static final int NOTHING = -1;
    /** Of an answer that was too long to be sent as one. */
    private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS));
    private final byte[] end;

    /** Answers are small JSON objects. */
    public Stampede() {
        this("}");
    }

    /** @param end what the body of each answer ends with, and what stands nowhere else in it */
    public Stampede(String end) {
        this.end = end.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * What came back in a second.
     *
     * @param expected answers with the expected status
     * @param others answers with any other
     */
    public record Rate(double expected, double others) {}

    /** Sends these requests round and round to a server, for so long; connection i begins at the i-th of its share. */
    public Rate run(URI server, List<Buffer> requests, int status, long millis) throws Exception {
        Run run = new Run(requests, status);
        NetClient client = vertx.createNetClient();
        try {
            List<Future<?>> connecting = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                int first = i * requests.size() / CONNECTIONS;
                connecting.add(client.connect(server.getPort(), server.getHost())
                        .onSuccess(socket -> new Clicker(run, socket, roundFrom(first, requests.size())).start()));
            }
            Future.all(connecting).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
            pause(SETTLING_MILLIS);
            long expected = run.expected.sum();
            long others = run.others.sum();
            long begun = System.nanoTime();
            pause(millis);
            double seconds = (System.nanoTime() - begun) / 1e9;
            return new Rate((run.expected.sum() - expected) / seconds, (run.others.sum() - others) / seconds);
        } finally {
            client.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    /**
     * Sends each of these requests once, as soon as one of so many connections is free.
     *
     * @return how long that took, in seconds
     * @throws IllegalStateException if any answer has another status
     */
    public double once(URI server, List<Buffer> requests, int status, int connections) throws Exception {
        Run run = new Run(requests, status);
        AtomicInteger next = new AtomicInteger();
        CompletableFuture<Void> all = new CompletableFuture<>();
        IntSupplier left = () -> {
            if (run.expected.sum() + run.others.sum() == requests.size()) {
                all.complete(null);
            }
            int now = next.getAndIncrement();
            return now < requests.size() ? now : NOTHING;
        };
        NetClient client = vertx.createNetClient();
        try {
            List<NetSocket> sockets = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                sockets.add(client.connect(server.getPort(), server.getHost())
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS));
            }
            long begun = System.nanoTime();
            sockets.forEach(socket -> new Clicker(run, socket, left).start());
            all.get(60, TimeUnit.SECONDS);
            double seconds = (System.nanoTime() - begun) / 1e9;
            if (run.others.sum() > 0) {
                throw new IllegalStateException(run.others.sum() + " answers had another status than " + status);
            }
            return seconds;
        } finally {
            client.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    /** The first answer to a request, as it came over the wire. */
    public String ask(URI server, Buffer request) throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        NetClient client = vertx.createNetClient();
        client.connect(server.getPort(), server.getHost())
                .onFailure(answer::completeExceptionally)
                .onSuccess(socket -> {
                    Buffer bytes = Buffer.buffer();
                    socket.handler(chunk -> {
                        if (endsAnswer(bytes.appendBuffer(chunk))) {
                            answer.complete(bytes.toString());
                        }
                    });
                    socket.write(request);
                });
        try {
            return answer.get(10, TimeUnit.SECONDS);
        } finally {
            client.close();
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static IntSupplier roundFrom(int first, int size) {
        int[] next = {first};
        return () -> next[0]++ % size;
    }

    private void pause(long millis) {
        vertx.timer(millis, TimeUnit.MILLISECONDS)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private boolean endsAnswer(Buffer bytes) {
        return endsWith(bytes, end) || endsWith(bytes, LAST_CHUNK);
    }

    private static boolean endsWith(Buffer bytes, byte[] end) {
        int begin = bytes.length() - end.length;
        if (begin < 0) {
            return false;
        }
        for (int i = 0; i < end.length; i++) {
            if (bytes.getByte(begin + i) != end[i]) {
                return false;
            }
        }
        return true;
    }

    private static final class Run {
        private final List<Buffer> requests;
        private final String status;
        private final LongAdder expected = new LongAdder();
        private final LongAdder others = new LongAdder();

        Run(List<Buffer> requests, int status) {
            this.requests = requests;
            this.status = Integer.toString(status);
        }

        void answered(Buffer firstChunk) {
            for (int i = 0; i < status.length(); i++) {
                if (firstChunk.getByte(STATUS_AT + i) != status.charAt(i)) {
                    others.increment();
                    return;
                }
            }
            expected.increment();
        }
    }

    /** One connection; lives on one event loop. */
    private final class Clicker {
        private final Run run;
        private final NetSocket socket;
        private final IntSupplier next;
        private Buffer firstChunk;

        /** @param next the index of the next request, or {@link #NOTHING} */
        Clicker(Run run, NetSocket socket, IntSupplier next) {
            this.run = run;
            this.socket = socket;
            this.next = next;
        }

        void start() {
            socket.handler(this::take);
            click();
        }

        private void take(Buffer chunk) {
            if (firstChunk == null) {
                firstChunk = chunk;
            }
            if (endsAnswer(chunk)) {
                run.answered(firstChunk);
                firstChunk = null;
                click();
            }
        }

        private void click() {
            int index = next.getAsInt();
            if (index != NOTHING) {
                socket.write(run.requests.get(index));
            }
        }
    }
}

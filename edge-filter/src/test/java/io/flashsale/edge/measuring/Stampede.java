package io.flashsale.edge.measuring;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * A load generator that costs as little as can be: requests that were written in advance, on kept-alive connections that
 * each send the next one when the last one is answered. Of an answer it looks at the status and for the brace that its body
 * ends with.
 */
final class Stampede implements AutoCloseable {

    static final int CONNECTIONS = 64;
    private static final int EVENT_LOOPS = 2;
    /** Where the status of {@code HTTP/1.1 409 Conflict} begins. */
    private static final int STATUS_AT = 9;

    private static final long SETTLING_MILLIS = 250;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS));

    /**
     * What came back in a second.
     *
     * @param expected answers with the expected status
     * @param others answers with any other
     */
    record Rate(double expected, double others) {}

    /** Sends these requests round and round to a server, for so long; connection i begins at the i-th of its share. */
    Rate run(URI server, List<Buffer> requests, int status, long millis) throws Exception {
        Run run = new Run(requests, status);
        NetClient client = vertx.createNetClient();
        try {
            List<Future<?>> connecting = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                int first = i * requests.size() / CONNECTIONS;
                connecting.add(client.connect(server.getPort(), server.getHost())
                        .onSuccess(socket -> new Clicker(run, socket, first).start()));
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

    /** The first answer to a request, as it came over the wire. */
    String ask(URI server, Buffer request) throws Exception {
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

    private void pause(long millis) {
        vertx.timer(millis, TimeUnit.MILLISECONDS)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private static boolean endsAnswer(Buffer bytes) {
        return bytes.getByte(bytes.length() - 1) == '}';
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
    private static final class Clicker {
        private final Run run;
        private final NetSocket socket;
        private int next;
        private Buffer firstChunk;

        Clicker(Run run, NetSocket socket, int first) {
            this.run = run;
            this.socket = socket;
            this.next = first;
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
            socket.write(run.requests.get(next));
            next = (next + 1) % run.requests.size();
        }
    }
}

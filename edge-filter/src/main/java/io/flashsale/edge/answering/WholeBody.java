package io.flashsale.edge.answering;

import io.flashsale.edge.answering.Answers.Refusal;
import io.flashsale.problem.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Reads the body of a request to its end, before anything is taken up for it: how much comes, and when, is in the client's
 * hands, so both have a bound, and every request is told apart exactly once into those whose body came and the others.
 */
public final class WholeBody {

    private final int mostBytes;
    private final long patienceMillis;
    private final Refusal tooLong;
    private final Refusal tooSlow;

    /**
     * Reads bodies of so many bytes at most.
     *
     * @param patience how long a body may take
     */
    public WholeBody(int mostBytes, Duration patience) {
        this.mostBytes = mostBytes;
        this.patienceMillis = patience.toMillis();
        this.tooLong = Refusal.of(Problem.invalidRequest("body", "must not be longer than " + mostBytes + " bytes"));
        this.tooSlow = Refusal.of(
                Problem.invalidRequest("body", "must be there to its end within " + patienceMillis + " milliseconds"));
    }

    /** Hands over the body, unless {@code notRead} runs: when it is too long or too slow (and was refused), or broken off. */
    public void read(HttpServerRequest request, Consumer<Buffer> reader, Runnable notRead) {
        new Reading(request, reader, notRead).begin();
    }

    /** One body. All on its request's event loop. */
    private final class Reading {
        private final HttpServerRequest request;
        private final Consumer<Buffer> reader;
        private final Runnable notRead;
        private final Buffer bytes = Buffer.buffer();
        private final Vertx vertx = Vertx.currentContext().owner();
        private final long deadline;
        private boolean over;

        Reading(HttpServerRequest request, Consumer<Buffer> reader, Runnable notRead) {
            this.request = request;
            this.reader = reader;
            this.notRead = notRead;
            this.deadline = vertx.setTimer(patienceMillis, passed -> late());
        }

        void begin() {
            // The request's own word for its end does not serve: a stream of HTTP/2 that is reset has ended by it as
            // well.
            request.exceptionHandler(broken -> {
                if (isFirstEnd()) {
                    notRead.run();
                }
            });
            request.handler(chunk -> {
                if (bytes.length() <= mostBytes) {
                    bytes.appendBuffer(chunk);
                }
            });
            request.endHandler(end -> {
                if (isFirstEnd()) {
                    ended();
                }
            });
        }

        private boolean isFirstEnd() {
            if (over) {
                return false;
            }
            over = true;
            vertx.cancelTimer(deadline);
            return true;
        }

        private void ended() {
            if (bytes.length() > mostBytes) {
                notRead.run();
                tooLong.send(request.response());
            } else {
                reader.accept(bytes);
            }
        }

        private void late() {
            if (!isFirstEnd()) {
                return;
            }
            notRead.run();
            tooSlow.send(request.response());
            // What is still to come of the body would keep the connection; a stream keeps nothing but itself.
            if (request.version() != HttpVersion.HTTP_2) {
                request.connection().close();
            }
        }
    }
}

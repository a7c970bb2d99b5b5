package io.flashsale.launcher.proxying;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** A client's connection and the one to the server that goes with it. All calls come from the loop's thread. */
final class ProxiedConnection implements ProxyLoop.Ready {
    /** A request may come in several pieces: so long after its first one the client is reset. */
    private static final long WHOLE_REQUEST_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** So long the server may take over a request whose client is gone. */
    private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final ProxyLoop loop;
    private final SplittableRandom random;
    private final Consumer<ProxiedConnection> onEnd;
    private final SocketChannel client;
    private final SocketChannel server;
    private final SelectionKey clientKey;
    private final SelectionKey serverKey;
    private final OneWay toServer;
    private final OneWay toClient;
    private boolean connected;
    private boolean losesAnswers;
    private boolean over;

    ProxiedConnection(
            ProxyLoop loop,
            SplittableRandom random,
            SocketChannel client,
            SocketChannel server,
            Consumer<ProxiedConnection> onEnd)
            throws IOException {
        this.loop = loop;
        this.random = random;
        this.client = client;
        this.server = server;
        this.onEnd = onEnd;
        this.toServer = new OneWay(client, server);
        this.toClient = new OneWay(server, client);
        client.setOption(StandardSocketOptions.TCP_NODELAY, true);
        server.setOption(StandardSocketOptions.TCP_NODELAY, true);
        this.clientKey = loop.register(client, 0, this);
        this.serverKey = loop.register(server, SelectionKey.OP_CONNECT, this);
    }

    void connect(InetSocketAddress target) {
        try {
            connected = server.connect(target);
            goOn();
        } catch (IOException e) {
            reset();
        }
    }

    void apply(Fault fault) {
        LongSupplier delay = () -> 0;
        if (fault instanceof Fault.Delay slow) {
            long jitter = slow.jitter().toNanos();
            delay = () -> slow.fixed().toNanos() + (jitter == 0 ? 0 : random.nextLong(jitter));
        }
        toServer.delay(delay);
        toClient.delay(delay);
        toServer.silence(fault instanceof Fault.Drop drop && drop.toServer());
        toClient.silence(fault instanceof Fault.Drop drop && drop.toClient());
        losesAnswers = fault instanceof Fault.ResetAfterWrite;
        if (fault instanceof Fault.Cut) {
            reset();
        } else if (connected) {
            goOn();
        }
    }

    @Override
    public void ready(SelectionKey key) {
        try {
            if (key.isConnectable()) {
                connected = server.finishConnect();
            } else if (key.isReadable()) {
                read(key == clientKey ? toServer : toClient);
            }
            goOn();
        } catch (IOException e) {
            // One side is gone: the other is to hear of it as roughly.
            reset();
        }
    }

    private void read(OneWay way) throws IOException {
        int count = way.read(loop.buffer());
        if (count <= 0) {
            return;
        }
        if (way == toServer && losesAnswers && !toClient.isDiscarding()) {
            toClient.discard();
            loop.at(System.nanoTime() + WHOLE_REQUEST_NANOS, this::resetClient);
        } else if (way == toClient && toClient.isDiscarding() && !client.isOpen()) {
            close(server);
            end();
        }
    }

    private void goOn() {
        if (over || !connected) {
            return;
        }
        try {
            toServer.write();
            toClient.write();
        } catch (IOException e) {
            reset();
            return;
        }
        if (toServer.isOver() && toClient.isOver()) {
            close(client);
            close(server);
            end();
            return;
        }
        await(clientKey, toServer, toClient);
        await(serverKey, toClient, toServer);
    }

    private void await(SelectionKey key, OneWay leaving, OneWay arriving) {
        if (key.isValid()) {
            key.interestOps((leaving.wantsToRead() ? SelectionKey.OP_READ : 0)
                    | (arriving.wantsToWrite() ? SelectionKey.OP_WRITE : 0));
        }
        Long due = leaving.nextDue();
        if (due != null) {
            loop.at(due, this::goOn);
        }
    }

    private void resetClient() {
        if (over) {
            return;
        }
        abort(client);
        loop.at(System.nanoTime() + ANSWER_NANOS, () -> {
            close(server);
            end();
        });
    }

    private void reset() {
        abort(client);
        abort(server);
        end();
    }

    private void end() {
        if (!over) {
            over = true;
            onEnd.accept(this);
        }
    }

    /** The peer sees a reset, and what was on its way to it is lost. */
    private static void abort(SocketChannel channel) {
        try {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            // It is closed already, which is what we want.
            return;
        }
        close(channel);
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("A connection does not close", e);
        }
    }
}

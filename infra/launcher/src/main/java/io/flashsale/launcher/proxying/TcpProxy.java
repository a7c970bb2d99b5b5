package io.flashsale.launcher.proxying;

import io.flashsale.servers.HostPort;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/** A port of 127.0.0.1 whose connections lead to another address, and whose network can be made to fail. */
public final class TcpProxy implements ProxyLoop.Ready {
    private static final int MOST_CONNECTIONS = 4096;
    private static final int BACKLOG = 512;

    private final ProxyLoop loop;
    private final HostPort target;
    private final SplittableRandom random;
    private final Set<ProxiedConnection> connections = new HashSet<>();
    private HostPort address;
    private ServerSocketChannel listener;
    private Fault fault = new Fault.None();

    /** @param port where to listen; 0 for any */
    TcpProxy(ProxyLoop loop, int port, HostPort target, SplittableRandom random) throws IOException {
        this.loop = loop;
        this.target = target;
        this.random = random;
        loop.call(() -> listen(port));
    }

    /** Where clients find it; the same for as long as it lives. */
    public HostPort address() {
        return address;
    }

    /** Does this to all connections until it is told otherwise; when it returns, it has begun. */
    public void set(Fault wanted) throws IOException {
        loop.call(() -> {
            fault = wanted;
            if (wanted instanceof Fault.Cut) {
                listener.close();
            } else if (!listener.isOpen()) {
                listen(address.port());
            }
            List.copyOf(connections).forEach(connection -> connection.apply(wanted));
        });
    }

    private void listen(int port) throws IOException {
        listener = ServerSocketChannel.open();
        try {
            // Connections of its earlier life may linger on the port.
            listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            listener.bind(new InetSocketAddress("127.0.0.1", port), BACKLOG);
            loop.register(listener, SelectionKey.OP_ACCEPT, this);
        } catch (BindException e) {
            listener.close();
            throw new BindException("port " + port + " for the proxy of " + target + ": " + e.getMessage());
        }
        address = HostPort.local(listener.socket().getLocalPort());
    }

    @Override
    public void ready(SelectionKey key) {
        try {
            for (SocketChannel client = listener.accept(); client != null; client = listener.accept()) {
                carry(client);
            }
        } catch (IOException e) {
            // The client went before it was let in, or there are no more descriptors: the next one may have more luck.
            return;
        }
    }

    private void carry(SocketChannel client) throws IOException {
        if (connections.size() >= MOST_CONNECTIONS) {
            client.close();
            return;
        }
        SocketChannel server = SocketChannel.open();
        ProxiedConnection connection = new ProxiedConnection(loop, random, client, server, connections::remove);
        connections.add(connection);
        connection.apply(fault);
        connection.connect(new InetSocketAddress(target.host(), target.port()));
    }
}

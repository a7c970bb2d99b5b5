package io.flashsale.launcher.proxying;

import io.flashsale.servers.HostPort;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** The network between the programs of a system: a proxy for each pair of one that calls and one that is called. */
public final class Proxies implements Closeable {
    /** One direction of calling, such as order-service to mysql. */
    public record Route(String client, String target) {
        @Override
        public String toString() {
            return client + " to " + target;
        }
    }

    private final ProxyLoop loop;
    private final SplittableRandom random;
    private final Map<Route, TcpProxy> proxies = new LinkedHashMap<>();

    /** @param seed of the jitter of delays */
    public Proxies(long seed) throws IOException {
        this.loop = new ProxyLoop();
        this.random = new SplittableRandom(seed);
    }

    /** Where the client reaches the target from now on; asked again, the same address. */
    public synchronized HostPort between(String client, String target, HostPort address) {
        return proxies.computeIfAbsent(new Route(client, target), route -> open(address))
                .address();
    }

    private TcpProxy open(HostPort address) {
        try {
            return new TcpProxy(loop, LowPorts.row(1), address, random.split());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public synchronized List<Route> routes() {
        return List.copyOf(proxies.keySet());
    }

    /** Sets the fault of some of the routes; the others stay as they are. */
    public synchronized void set(Predicate<Route> chosen, Fault fault) throws IOException {
        for (Map.Entry<Route, TcpProxy> each : new ArrayList<>(proxies.entrySet())) {
            if (chosen.test(each.getKey())) {
                each.getValue().set(fault);
            }
        }
    }

    /** Everything passes again everywhere. */
    public void heal() throws IOException {
        set(route -> true, new Fault.None());
    }

    @Override
    public void close() {
        loop.close();
    }
}

package io.flashsale.launcher.running;

import io.flashsale.servers.HostPort;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How one program of a running system stands.
 *
 * @param pid empty for a program that is no process of ours
 */
public record Standing(String name, String pid, State state, String address) {
    private static final int TIMEOUT_MILLIS = 2000;

    /** Whether the program answers its clients, runs without answering, or does not run. */
    public enum State {
        READY,
        NOT_READY,
        DOWN
    }

    /** @param run the content of {@code run.env} */
    public static List<Standing> of(Map<String, String> run) {
        List<Standing> standings = new ArrayList<>();
        standings.add(server("redis", run, run.get("REDIS_URL").substring("redis://".length())));
        standings.add(server("kafka", run, run.get("KAFKA_BOOTSTRAP")));
        standings.add(server("mysql", run, run.get("MYSQL_URL").substring("mysql://".length())));
        standings.add(service("inventory-service", run, "INVENTORY_SERVICE_URL"));
        standings.add(service("order-service", run, "ORDER_SERVICE_URL"));
        standings.add(service("payment-service", run, "PAYMENT_SERVICE_URL"));
        standings.add(service("edge-filter", run, "EDGE_URL"));
        return standings;
    }

    private static Standing server(String name, Map<String, String> run, String address) {
        String pid = run.getOrDefault(RunRecord.pidKey(name), "");
        return new Standing(name, pid, state(pid, listens(HostPort.parse(address))), address);
    }

    private static Standing service(String name, Map<String, String> run, String urlKey) {
        String url = run.get(urlKey);
        String pid = run.getOrDefault(RunRecord.pidKey(name), "");
        return new Standing(name, pid, state(pid, isHealthy(url)), url);
    }

    private static State state(String pid, boolean answers) {
        boolean runs = pid.isEmpty()
                || ProcessHandle.of(Long.parseLong(pid))
                        .filter(ProcessHandle::isAlive)
                        .isPresent();
        if (!runs || pid.isEmpty() && !answers) {
            return State.DOWN;
        }
        return answers ? State.READY : State.NOT_READY;
    }

    private static boolean listens(HostPort address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()), TIMEOUT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isHealthy(String url) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(url + "/q/health/ready").toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return false;
        }
    }
}

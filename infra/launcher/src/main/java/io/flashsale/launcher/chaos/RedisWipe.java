package io.flashsale.launcher.chaos;

import io.flashsale.servers.HostPort;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The loss of all of Redis's data at one moment, at which the outbox entries that are lost with it are counted. */
final class RedisWipe {
    private static final int TIMEOUT_MILLIS = 10_000;
    /** One script, so that no entry can come or go between the count and the loss. */
    private static final String SCRIPT = """
            local unsent, others = 0, 0
            for _, key in ipairs(redis.call('KEYS', 'flashsale:{*}:outbox')) do
              if key == 'flashsale:{' .. ARGV[1] .. '}:outbox' then
                unsent = unsent + redis.call('XLEN', key)
              else
                others = others + redis.call('XLEN', key)
              end
            end
            redis.call('FLUSHALL')
            return unsent .. ' ' .. others
            """;

    private final HostPort redis;

    RedisWipe(HostPort redis) {
        this.redis = redis;
    }

    /**
     * What was lost.
     *
     * @param unsent entries of the sale that Kafka had not acknowledged
     * @param ofOtherSales the same of all other sales
     */
    record Loss(int unsent, int ofOtherSales) {}

    Loss wipe(String saleId) throws IOException {
        String[] counts = call(List.of("EVAL", SCRIPT, "0", saleId)).split(" ");
        return new Loss(Integer.parseInt(counts[0]), Integer.parseInt(counts[1]));
    }

    /** @return the answer, which has to be a bulk string on one line */
    private String call(List<String> words) throws IOException {
        StringBuilder command = new StringBuilder("*" + words.size() + "\r\n");
        for (String word : words) {
            command.append('$').append(word.getBytes(StandardCharsets.UTF_8).length);
            command.append("\r\n").append(word).append("\r\n");
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(redis.host(), redis.port()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(command.toString().getBytes(StandardCharsets.UTF_8));
            String header = line(socket.getInputStream());
            if (!header.startsWith("$")) {
                throw new IOException("Redis answered " + header);
            }
            return line(socket.getInputStream());
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("Redis closed the connection");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }
}

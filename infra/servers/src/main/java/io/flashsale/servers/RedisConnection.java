package io.flashsale.servers;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A connection to Redis for the few commands without arguments that starting and clearing it take. */
public final class RedisConnection implements Closeable {
    private static final int TIMEOUT_MILLIS = 2000;

    private final Socket socket = new Socket();
    private final BufferedReader answers;

    /** @throws IOException if nobody listens there */
    public RedisConnection(HostPort address) throws IOException {
        try {
            socket.connect(new InetSocketAddress(address.host(), address.port()), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Whether a Redis at the address has loaded its data and answers. */
    public static boolean answers(HostPort address) {
        try (RedisConnection redis = new RedisConnection(address)) {
            return redis.call("PING").equals("+PONG");
        } catch (IOException e) {
            return false;
        }
    }

    /** Removes every key of every database. */
    public void flushAll() throws IOException {
        String answer = call("FLUSHALL");
        if (!answer.equals("+OK")) {
            throw new IOException("Redis answered " + answer + " to FLUSHALL");
        }
    }

    private String call(String command) throws IOException {
        return call(command, 1);
    }

    /** @return the last of the lines that answer the command */
    String call(String command, int lines) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
        String answer = null;
        for (int line = 0; line < lines; line++) {
            answer = answers.readLine();
        }
        if (answer == null) {
            throw new IOException("Redis closed the connection");
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

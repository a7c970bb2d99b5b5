package io.flashsale.launcher.proxying;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Free ports of 127.0.0.1 below those that systems lend to outgoing connections, so that a port whose owner is down for
 * a while is not taken by somebody's connection.
 */
public final class LowPorts {
    private static final int FIRST = 20_000;
    private static final int COUNT = 12_000;

    private static int next = (int) (ProcessHandle.current().pid() * 97 % COUNT);

    private LowPorts() {}

    /**
     * Nobody listened on them a moment ago, and no other call of this process gets them.
     *
     * @return the first of so many in a row
     */
    public static synchronized int row(int length) throws IOException {
        for (int tried = 0; tried < COUNT; tried += length) {
            int first = FIRST + next % (COUNT - length);
            next = (next + length) % COUNT;
            if (isFree(first, length)) {
                return first;
            }
        }
        throw new IOException("no " + length + " free ports in a row from " + FIRST + " to " + (FIRST + COUNT));
    }

    private static boolean isFree(int first, int length) {
        for (int port = first; port < first + length; port++) {
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                socket.getLocalPort();
            } catch (IOException e) {
                return false;
            }
        }
        return true;
    }
}

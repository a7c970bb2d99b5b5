package io.flashsale.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds a base port whose next eight are free. */
final class FreePorts {

    private static final int BLOCK = 8;

    private FreePorts() {}

    static int block() {
        for (int attempt = 0; attempt < 100; attempt++) {
            int base = ThreadLocalRandom.current().nextInt(20_000, 31_000);
            if (areFree(base)) {
                return base;
            }
        }
        throw new AssertionError("No block of free ports");
    }

    private static boolean areFree(int base) {
        for (int port = base; port < base + BLOCK; port++) {
            if (!isFree(port)) {
                return false;
            }
        }
        return true;
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}

package io.flashsale.load;

import java.net.URI;
import java.util.Set;

/** The rule that load is put on this machine only: whoever means another one has to say so. */
final class Loopback {
    private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

    private Loopback() {}

    /**
     * Lets the URL pass if it names this machine.
     *
     * @throws IllegalArgumentException if it names another one and that is not allowed
     */
    static String demand(String url, boolean allowRemote) {
        String host = URI.create(url).getHost();
        if (!allowRemote && (host == null || !HOSTS.contains(host))) {
            throw new IllegalArgumentException(url + " is not on this machine. Load on others' servers is an attack;"
                    + " if this one is yours, say -Dallow-remote=true");
        }
        return url;
    }
}

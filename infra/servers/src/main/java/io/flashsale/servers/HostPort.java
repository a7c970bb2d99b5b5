package io.flashsale.servers;

/**
 * A TCP address, written {@code host:port}.
 *
 * @param host a name or an IPv4 address, never empty
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {
    public HostPort {
        if (host.isBlank() || host.chars().anyMatch(Character::isWhitespace) || host.contains(":")) {
            throw new IllegalArgumentException("'" + host + "' is not a host name");
        }
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port " + port + " is not between 1 and 65535");
        }
    }

    /**
     * Reads {@code host:port}.
     *
     * @throws IllegalArgumentException if the text has any other form; the message is fit for a user
     */
    public static HostPort parse(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 1 || !port.matches("\\d{1,5}")) {
            throw new IllegalArgumentException("'" + text + "' is not HOST:PORT");
        }
        return new HostPort(text.substring(0, colon), Integer.parseInt(port));
    }

    /** The address of a port of this machine that other machines cannot reach. */
    public static HostPort local(int port) {
        return new HostPort("127.0.0.1", port);
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}

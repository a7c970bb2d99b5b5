package io.flashsale.launcher.running;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whose {@code X-Forwarded-For} the edge believes, as CIDR ranges: by default nobody's, because who is named here may claim
 * to be at any address.
 */
public record TrustedProxies(List<String> networks) {
    private static final Pattern IPV4 = Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!$)|$)){4}");
    private static final Pattern IPV6_CHARACTERS = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");
    private static final Pattern NETWORK = Pattern.compile("([^/]+)/(\\d{1,3})");

    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    /** Nobody. */
    public static TrustedProxies none() {
        return new TrustedProxies(List.of());
    }

    /**
     * Reads ranges with commas between them, such as {@code 127.0.0.1/32,10.0.0.0/8}.
     *
     * @throws IllegalArgumentException if one of them is none; the message names it
     */
    public static TrustedProxies parse(String text) {
        return new TrustedProxies(Stream.of(text.split(",", -1))
                .map(String::strip)
                .map(TrustedProxies::demandNetwork)
                .toList());
    }

    private static String demandNetwork(String text) {
        Matcher network = NETWORK.matcher(text);
        int longest = network.matches() ? bitsOf(network.group(1)) : 0;
        if (longest == 0 || Integer.parseInt(network.group(2)) > longest) {
            throw new IllegalArgumentException("'" + text + "' is no network such as 127.0.0.1/32 or 2001:db8::/32");
        }
        if (Integer.parseInt(network.group(2)) == 0) {
            throw new IllegalArgumentException("'" + text + "' is everybody: name the proxies alone");
        }
        return text;
    }

    /** How long an address of this kind is; 0 when the text is none. Asks no name server. */
    private static int bitsOf(String address) {
        if (IPV4.matcher(address).matches()) {
            return Integer.SIZE;
        }
        if (!IPV6_CHARACTERS.matcher(address).matches()) {
            return 0;
        }
        try {
            InetAddress.getByName(address);
            return 4 * Integer.SIZE;
        } catch (UnknownHostException e) {
            return 0;
        }
    }

    /** Whether nobody is trusted. */
    public boolean isEmpty() {
        return networks.isEmpty();
    }

    @Override
    public String toString() {
        return String.join(",", networks);
    }
}

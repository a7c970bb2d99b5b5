package io.flashsale.edge.addressing;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.rig.Requests;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {

    private static final String PROXY = "10.0.0.1";

    private final Origins origins =
            new Origins(Addressing.config("10.0.0.0/24,2001:db8:ffff::/48", "203.0.113.0/24", "192.168.0.0/16"));

    @Test
    void isThePeerWhereNobodyForwards() {
        assertThat(client("198.51.100.7")).isEqualTo("198.51.100.7");
        assertThat(client(PROXY)).isEqualTo(PROXY);
    }

    @Test
    void isWhomTheTrustedProxySawAndNobodyFurtherLeft() {
        assertThat(client(PROXY, "198.51.100.7")).isEqualTo("198.51.100.7");
        assertThat(client(PROXY, "192.0.2.66, 198.51.100.7")).isEqualTo("198.51.100.7");
        assertThat(client(PROXY, "192.0.2.66, 198.51.100.7, 10.0.0.2")).isEqualTo("198.51.100.7");
        assertThat(client(PROXY, "192.0.2.66, 10.0.0.3, 198.51.100.7, 10.0.0.2"))
                .isEqualTo("198.51.100.7");
    }

    @Test
    void severalLinesAreOneChain() {
        assertThat(client(PROXY, "192.0.2.66", "198.51.100.7")).isEqualTo("198.51.100.7");
        assertThat(client(PROXY, "192.0.2.66, 198.51.100.7", "10.0.0.2")).isEqualTo("198.51.100.7");
    }

    @Test
    void isTheFurthestProxyWhenAllAreTrusted() {
        assertThat(client(PROXY, "10.0.0.3, 10.0.0.2")).isEqualTo("10.0.0.3");
    }

    @Test
    void readsPortsBracketsAndIpv6() {
        assertThat(client(PROXY, "198.51.100.7:4711")).isEqualTo("198.51.100.7");
        assertThat(client(PROXY, "[2001:db8::7]:4711")).isEqualTo("2001:db8::7");
        assertThat(client(PROXY, "2001:db8::7")).isEqualTo("2001:db8::7");
        assertThat(client("2001:db8:ffff::1", "::ffff:198.51.100.7")).isEqualTo("198.51.100.7");
        assertThat(client("::ffff:10.0.0.1", "198.51.100.7")).isEqualTo("198.51.100.7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",", "unknown", "192.0.2.66 198.51.100.7", "192.0.2.66, ", "192.0.2.66, 300.1.1.1", "[::1"})
    void anEntryThatIsNoAddressEndsTheSearchAtTheProxyThatWroteIt(String forwarded) {
        assertThat(client(PROXY, forwarded)).isEqualTo(PROXY);
        assertThat(client(PROXY, forwarded + ", 10.0.0.2")).isEqualTo("10.0.0.2");
        assertThat(client(PROXY, forwarded + ", 198.51.100.7")).isEqualTo("198.51.100.7");
    }

    @Test
    void aChainLongerThanAnybodysIsCut() {
        assertThat(client(PROXY, "198.51.100.7" + ", 10.0.0.2".repeat(1_000))).isEqualTo("10.0.0.2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"192.0.2.66", "10.0.0.1", "192.168.0.1", "127.0.0.1", "198.51.100.8, 10.0.0.1", "nonsense", ""})
    void nobodyElseIsBelievedWhateverTheySay(String forwarded) {
        Origin origin = of("198.51.100.7", forwarded);
        assertThat(origin.address()).isEqualTo(Address.parse("198.51.100.7"));
        assertThat(origin.isUnlimited()).isFalse();
        assertThat(origin.source()).isEqualTo(SourceClass.FOREIGN_PROXY);
        assertThat(origin.contradictions()).isPositive();
    }

    @Test
    void saysHowTheClickCame() {
        assertThat(of("198.51.100.7").source()).isEqualTo(SourceClass.DIRECT);
        assertThat(of(PROXY, "198.51.100.7").source()).isEqualTo(SourceClass.TRUSTED_PROXY);
        assertThat(of(PROXY, "192.0.2.66, 198.51.100.7").source()).isEqualTo(SourceClass.FOREIGN_PROXY);
        assertThat(of(PROXY, "203.0.113.9").source()).isEqualTo(SourceClass.DATACENTER);
        assertThat(of("203.0.113.9").source()).isEqualTo(SourceClass.DATACENTER);
        assertThat(SourceClass.TRUSTED_PROXY.label()).isEqualTo("trusted-proxy");
    }

    @Test
    void whoIsWithoutLimitsIsDecidedByTheClientsAddress() {
        assertThat(of("192.168.3.4").isUnlimited()).isTrue();
        assertThat(of(PROXY, "192.168.3.4").isUnlimited()).isTrue();
        assertThat(of(PROXY, "198.51.100.7").isUnlimited()).isFalse();
    }

    @Test
    void countsWhatForwardingHeadersContradict() {
        assertThat(of("198.51.100.7").contradictions()).isZero();
        assertThat(of(PROXY, "198.51.100.7").contradictions()).isZero();
        MultiMap both = forwarded("192.0.2.66, 198.51.100.7").add("Via", "1.1 proxy");
        assertThat(origins.of(Requests.from(PROXY, both)).contradictions()).isZero();
        assertThat(of(PROXY, "192.0.2.66, 198.51.100.7").contradictions()).isEqualTo(1);
        assertThat(of(PROXY, "nonsense, 198.51.100.7").contradictions()).isEqualTo(2);
        MultiMap via = MultiMap.caseInsensitiveMultiMap().add("Via", "1.1 proxy");
        assertThat(origins.of(Requests.from("198.51.100.7", via)).contradictions())
                .isEqualTo(1);
        assertThat(origins.of(Requests.from("198.51.100.7", via.add("Proxy-Connection", "keep-alive")))
                        .contradictions())
                .isEqualTo(2);
    }

    private String client(String peer, String... forwarded) {
        Address address = of(peer, forwarded).address();
        return address.equals(Address.parse("2001:db8::7")) ? "2001:db8::7" : ipv4(address);
    }

    private static String ipv4(Address address) {
        assertThat(address.isIpv4()).isTrue();
        long bits = address.low();
        return (bits >> 24 & 255) + "." + (bits >> 16 & 255) + "." + (bits >> 8 & 255) + "." + (bits & 255);
    }

    private Origin of(String peer, String... forwarded) {
        return origins.of(Requests.from(peer, forwarded(forwarded)));
    }

    private static MultiMap forwarded(String... lines) {
        MultiMap headers = MultiMap.caseInsensitiveMultiMap();
        for (String line : lines) {
            headers.add("X-Forwarded-For", line);
        }
        return headers;
    }
}

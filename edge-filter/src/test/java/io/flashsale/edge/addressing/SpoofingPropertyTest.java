package io.flashsale.edge.addressing;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.rig.Requests;
import io.vertx.core.MultiMap;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever forwarding headers a client makes up: it never gets another address by them. */
class SpoofingPropertyTest {

    private static final String PROXY = "10.0.0.1";
    private static final Address CLIENT = Address.parse("198.51.100.7");

    private final Origins origins =
            new Origins(Addressing.config("10.0.0.0/24", "203.0.113.0/24", "127.0.0.0/8,192.168.0.0/16"));

    @Property
    void nobodyButATrustedProxyIsBelieved(@ForAll("headers") MultiMap made) {
        Origin origin = origins.of(Requests.from("198.51.100.7", made));
        assertThat(origin.address()).isEqualTo(CLIENT);
        assertThat(origin.isUnlimited()).isFalse();
    }

    @Property
    void whatAClientWroteBeforeTheProxyWroteItsAddressChangesNothing(@ForAll("headers") MultiMap made) {
        // As proxies do that append: to the last line, or as a line of its own.
        MultiMap appended = MultiMap.caseInsensitiveMultiMap().addAll(made);
        List<String> lines = made.getAll("X-Forwarded-For");
        appended.remove("X-Forwarded-For");
        appended.add("X-Forwarded-For", String.join(", ", lines) + ", 198.51.100.7");
        assertThat(origins.of(Requests.from(PROXY, appended)).address()).isEqualTo(CLIENT);
        assertThat(origins.of(Requests.from(PROXY, made.add("X-Forwarded-For", "198.51.100.7")))
                        .address())
                .isEqualTo(CLIENT);
    }

    @Provide
    Arbitrary<MultiMap> headers() {
        Arbitrary<String> entry = Arbitraries.oneOf(
                Arbitraries.of(
                        "127.0.0.1",
                        "10.0.0.1",
                        "192.168.1.1",
                        "203.0.113.9",
                        "::1",
                        "[::1]:80",
                        "10.0.0.1:80",
                        "unknown",
                        "",
                        "::ffff:10.0.0.2",
                        "198.51.100.7"),
                Arbitraries.strings().withChars("0123456789abcdef.:[]%, -").ofMaxLength(20),
                Arbitraries.strings().ascii().ofMaxLength(20));
        Arbitrary<String> line = entry.list().ofMaxSize(6).map(entries -> String.join(", ", entries));
        Arbitrary<String> name = Arbitraries.of(
                "X-Forwarded-For",
                "x-forwarded-for",
                "X-Forwarded-For",
                "Forwarded",
                "X-Real-IP",
                "Via",
                "Proxy-Connection");
        return net.jqwik.api.Combinators.combine(
                        name.list().ofMaxSize(5), line.list().ofSize(5))
                .as((names, lines) -> {
                    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
                    for (int i = 0; i < names.size(); i++) {
                        headers.add(names.get(i), lines.get(i));
                    }
                    return headers;
                });
    }
}

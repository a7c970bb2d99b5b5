package io.flashsale.edge.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.net.SocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamTest {

    @Test
    void readsHostAndPort() {
        assertThat(Upstream.of("http://127.0.0.1:8081").names())
                .containsExactly(SocketAddress.inetSocketAddress(8081, "127.0.0.1"));
    }

    @Test
    void readsSeveralInstancesWithCommasBetween() {
        assertThat(Upstream.of("http://one:8081, http://two:8082,http://one:8081")
                        .names())
                .containsExactly(
                        SocketAddress.inetSocketAddress(8081, "one"), SocketAddress.inetSocketAddress(8082, "two"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.0.0.1:8081",
                "https://host:8081",
                "http://host",
                "http://:8081",
                "file:/tmp",
                "http://one:1,",
                ",",
                "http://one:1,two:2"
            })
    void refusesWhatDoesNotSayWhere(String url) {
        assertThatThrownBy(() -> Upstream.of(url)).isInstanceOf(IllegalArgumentException.class);
    }
}

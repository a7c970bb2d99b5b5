package io.flashsale.edge.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpstreamTest {

    @Test
    void readsHostAndPort() {
        assertThat(Upstream.of("http://127.0.0.1:8081")).isEqualTo(new Upstream("127.0.0.1", 8081));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "127.0.0.1:8081", "https://host:8081", "http://host", "http://:8081", "file:/tmp"})
    void refusesWhatDoesNotSayWhere(String url) {
        assertThatThrownBy(() -> Upstream.of(url)).isInstanceOf(IllegalArgumentException.class);
    }
}

package io.flashsale.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
    @Test
    void readsAHostAndAPort() {
        assertThat(HostPort.parse("db.example:3306")).isEqualTo(new HostPort("db.example", 3306));
    }

    @Test
    void writesWhatItReads() {
        assertThat(HostPort.parse("127.0.0.1:6379")).hasToString("127.0.0.1:6379");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                ":3306",
                "localhost:",
                "localhost:0",
                "localhost:65536",
                "a:b",
                "a b:1",
                "::1:80"
            })
    void refusesEveryOtherForm(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> HostPort.parse(text));
    }
}

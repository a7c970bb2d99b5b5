package io.flashsale.launcher.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    @Test
    void areNobodyUnlessNamed() {
        assertThat(TrustedProxies.none().isEmpty()).isTrue();
    }

    @Test
    void areRangesWithCommasBetweenThem() {
        TrustedProxies proxies = TrustedProxies.parse("127.0.0.1/32, 10.0.0.0/8,2001:db8::/32,::1/128");

        assertThat(proxies).hasToString("127.0.0.1/32,10.0.0.0/8,2001:db8::/32,::1/128");
        assertThat(proxies.isEmpty()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "127.0.0.1",
                "127.0.0.1/33",
                "localhost/32",
                "256.0.0.1/8",
                "1.2.3/8",
                "1::2::3/64",
                "::1/129",
                ":/8",
                "127.0.0.1/32,"
            })
    void namesWhatIsNoRange(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedProxies.parse(text))
                .withMessageContaining("is no network such as 127.0.0.1/32");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0/0", "::/0"})
    void areNeverEverybody(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrustedProxies.parse(text))
                .withMessageContaining("is everybody");
    }
}

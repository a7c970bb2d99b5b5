package io.flashsale.edge.addressing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, 11.0.0.0",
        "10.1.2.3/8, 10.255.255.255, 9.255.255.255",
        "192.0.2.128/25, 192.0.2.128, 192.0.2.127",
        "192.0.2.7, 192.0.2.7, 192.0.2.6",
        "192.0.2.7/32, ::ffff:192.0.2.7, 192.0.2.6",
        "0.0.0.0/0, 255.255.255.255, 2001:db8::1",
        "2001:db8::/32, 2001:db8:ffff::1, 2001:db9::1",
        "2001:db8::/63, 2001:db8:0:1::1, 2001:db8:0:2::1",
        "2001:db8::/65, 2001:db8::1, 2001:db8:0:0:8000::1",
        "::1/128, ::1, ::2",
        "::ffff:10.0.0.0/104, 10.1.1.1, 11.1.1.1"
    })
    void containsItsAddressesAndNoOthers(String network, String inside, String outside) {
        assertThat(Network.of(network).contains(Address.parse(inside))).isTrue();
        assertThat(Network.of(network).contains(Address.parse(outside))).isFalse();
    }

    @Test
    void ofLengthZeroHoldsEverything() {
        assertThat(Network.of("::/0").contains(Address.parse("192.0.2.1"))).isTrue();
        assertThat(Network.of("::/0").contains(Address.parse("2001:db8::1"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/8", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0/8", "::/129", "example.org/8"})
    void whatIsNoNetworkIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Network.of(text)).withMessageContaining("'" + text + "'");
    }
}

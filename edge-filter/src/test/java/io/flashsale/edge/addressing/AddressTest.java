package io.flashsale.edge.addressing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1", "2001:db8::1", "255.255.255.255", "::1"})
    void isWrittenAsPeopleWriteIt(String text) {
        assertThat(Address.parse(text).toText()).isEqualTo(text);
    }

    @Test
    void anIpv4AddressAndItsMappedFormAreTheSame() {
        assertThat(Address.parse("::ffff:192.0.2.1")).isEqualTo(Address.parse("192.0.2.1"));
        assertThat(Address.parse("::ffff:c000:0201")).isEqualTo(Address.parse("192.0.2.1"));
        assertThat(Address.parse("::1")).isNotEqualTo(Address.parse("0.0.0.1"));
    }

    @Test
    void everyAddressOfASubnetOf64BitsIsTheSameSiteAndEveryIpv4AddressIsItsOwn() {
        Address one = Address.parse("2001:db8:1:2::1").site();
        assertThat(Address.parse("2001:db8:1:2:ffff:ffff:ffff:ffff").site()).isEqualTo(one);
        assertThat(Address.parse("2001:db8:1:3::1").site()).isNotEqualTo(one);
        assertThat(Address.parse("192.0.2.1").site())
                .isNotEqualTo(Address.parse("192.0.2.2").site());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "unknown",
                "_hidden",
                "192.0.2",
                "192.0.2.256",
                "192.0.2.1.5",
                "1:2",
                ":::",
                "g::1"
            })
    void whatIsNoAddressIsNone(String text) {
        assertThat(Address.parse(text)).isNull();
        assertThat(Address.parse("1".repeat(10_000))).isNull();
    }
}

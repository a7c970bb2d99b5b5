package io.flashsale.edge.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.edge.rig.Browser;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;

class HeaderSignsTest {

    private final MultiMap headers = Browser.headers();

    @Test
    void aBrowserHasThemAllAndNoneThatContradict() {
        assertThat(HeaderSigns.missing(headers)).isZero();
        assertThat(HeaderSigns.impossible(headers)).isZero();
    }

    @Test
    void countsWhatEveryBrowserSends() {
        headers.remove("Accept-Language").remove("user-agent");
        assertThat(HeaderSigns.missing(headers)).isEqualTo(2);
        assertThat(HeaderSigns.missing(Browser.headers().remove("origin"))).isEqualTo(1);
        assertThat(HeaderSigns.missing(MultiMap.caseInsensitiveMultiMap())).isEqualTo(5);
        assertThat(HeaderSigns.impossible(MultiMap.caseInsensitiveMultiMap())).isZero();
    }

    @Test
    void noBrowserLeavesOutItsLanguagesOrEncodings() {
        assertThat(HeaderSigns.impossible(Browser.headers().remove("Accept-Language")))
                .isEqualTo(1);
        assertThat(HeaderSigns.impossible(Browser.headers().remove("Accept-Encoding")))
                .isEqualTo(1);
        assertThat(HeaderSigns.impossible(Browser.headers()
                        .set("User-Agent", "curl/8.5.0")
                        .remove("Sec-CH-UA")
                        .remove("Accept-Language")))
                .as("says that it is no browser")
                .isZero();
    }

    @Test
    void noBrowserNavigatesToAClickOrNamesAnotherBrowsersBrands() {
        headers.set("Sec-Fetch-Mode", "navigate")
                .set("User-Agent", "Mozilla/5.0 (X11; Linux) Gecko/20100101 Firefox/140.0");
        assertThat(HeaderSigns.impossible(headers)).isEqualTo(2);
    }
}

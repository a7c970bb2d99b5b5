package io.flashsale.launcher.selling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaleOptionsTest {
    @Test
    void readsEveryKey() {
        SaleOptions sale =
                SaleOptions.parse("stock=300,opensIn=5s,closesIn=2h,price=19.99,currency=USD,title=Night sale,"
                        + "perUserLimit=2,hold=90s,mode=fixed:0.05");
        assertThat(sale)
                .isEqualTo(new SaleOptions(
                        "Night sale",
                        300,
                        1999,
                        "USD",
                        Duration.ofSeconds(5),
                        Duration.ofHours(2),
                        2,
                        Duration.ofSeconds(90),
                        "fixed:0.05"));
    }

    @Test
    void needsTheStockOnly() {
        assertThat(SaleOptions.parse("stock=1").opensIn()).isZero();
    }

    @Test
    void countsTimesFromTheMomentOfTheRequest() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(SaleOptions.parse("stock=300,opensIn=5s,closesIn=1m,hold=2m,price=3")
                        .toRequest(now))
                .containsEntry("opensAt", "2026-01-01T00:00:05Z")
                .containsEntry("closesAt", "2026-01-01T00:01:00Z")
                .containsEntry("priceMinor", 300L)
                .containsEntry("holdSeconds", 120L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "opensIn=5s; stock is missing",
                "stock=0; stock=0",
                "stock=-1; stock=-1",
                "stock=many; stock=many",
                "stock=3,stock=4; stock is given twice",
                "stock=; stock has no value",
                "stock; stock has no value",
                "stock=3,colour=red; 'colour'",
                "stock=3,opensIn=5; opensIn=5",
                "stock=3,opensIn=5 s; opensIn=5 s",
                "stock=3,price=1.5; price=1.5",
                "stock=3,currency=euro; currency=euro",
                "stock=3,mode=fixed:2; mode=fixed:2",
                "stock=3,mode=random; mode=random",
                "stock=3,perUserLimit=0; perUserLimit=0",
                "stock=3,hold=10ms; hold must be",
                "stock=3,opensIn=2m,closesIn=1m; closesIn must be later",
                "stock=3,; ''"
            })
    void namesWhatIsWrong(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SaleOptions.parse(text))
                .withMessageContaining(message);
    }
}

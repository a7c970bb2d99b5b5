package io.flashsale.launcher.gathering;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.launcher.fairness.Evidence.Decision;
import io.flashsale.launcher.fairness.Evidence.LineEntry;
import io.flashsale.launcher.fairness.Evidence.Winner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By the examples of {@code contracts}. */
class EventReaderTest {

    private final EventReader reader = new EventReader("k3v9x2ma");

    @Test
    void readsASale() throws Exception {
        EventReader.SaleEvent sale = reader.sale(example("sale-changed"));
        assertThat(sale.at())
                .isEqualTo(Instant.parse("2026-01-15T10:00:00.123Z").toEpochMilli());
        assertThat(sale.mode()).isEqualTo("open");
        assertThat(sale.closed()).isFalse();
        assertThat(sale.key()).startsWith("00010203");
        assertThat(sale.commitment()).startsWith("630dcd29");
    }

    @Test
    void readsALineWithItsDigitsAsTheyStand() throws Exception {
        String example = example("line-raised");
        assertThat(reader.line(example))
                .isEqualTo(new LineEntry(
                        "k3v9x2ma",
                        1,
                        "0.0125",
                        "2026-01-15T10:00:00.300Z",
                        "0".repeat(64),
                        "11384418ac374c15789498b366cec6c936b139249aabb9dcc534d5b2f3946d07"));
        for (String digits : new String[] {"1.0E-4", "0.012500", "1", "2.0E-3"}) {
            assertThat(reader.line(example.replace("0.0125", digits)).line()).isEqualTo(digits);
        }
    }

    @Test
    void readsDecisions() throws Exception {
        EventReader.Sample sample = reader.sample(example("decisions-sampled"));
        assertThat(sample.id()).isEqualTo("5a0c0f0e-6d0f-4f7c-9d55-1e6d3f1f2a10");
        assertThat(sample.decisions())
                .containsExactly(new Decision(
                        "edge-1",
                        "u0123456789abcdef000e",
                        1_768_471_200_412L,
                        0.8635840753481904,
                        0.0125,
                        1,
                        false,
                        false,
                        "direct"));
    }

    @Test
    void readsWinners() throws Exception {
        assertThat(reader.winner(example("order-created")))
                .isEqualTo(new Winner(
                        "u7f3a9",
                        "k3v9x2ma-1-42",
                        Instant.parse("2026-01-15T10:00:00.123Z").toEpochMilli()));
        assertThat(reader.winner(example("order-expired"))).isNull();
    }

    @Test
    void whatIsOfAnotherSaleIsNotRead() throws Exception {
        EventReader other = new EventReader("other");
        assertThat(other.sale(example("sale-changed"))).isNull();
        assertThat(other.line(example("line-raised"))).isNull();
        assertThat(other.sample(example("decisions-sampled"))).isNull();
        assertThat(other.winner(example("order-created"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "null",
                "[]",
                "17",
                "{}",
                "{\"type\":\"LineRaised\",\"saleId\":\"k3v9x2ma\"}",
                "{\"type\":\"LineRaised\",\"saleId\":\"k3v9x2ma\",\"sequence\":1,\"line\":\"0.1\",\"time\":\"t\","
                        + "\"previous\":\"p\",\"hash\":\"h\"}",
                "{\"type\":\"SaleChanged\",\"saleId\":\"k3v9x2ma\",\"time\":\"yesterday\"}",
                "{\"type\":\"OrderCreated\",\"saleId\":\"k3v9x2ma\",\"buyerId\":7}",
                "{\"type\":\"DecisionsSampled\",\"saleId\":\"k3v9x2ma\",\"id\":\"1\",\"decisions\":[{}]}"
            })
    void whatCannotBeReadIsNothing(String event) {
        assertThat(reader.sale(event)).isNull();
        assertThat(reader.line(event)).isNull();
        assertThat(reader.sample(event)).isNull();
        assertThat(reader.winner(event)).isNull();
    }

    private static String example(String name) throws Exception {
        return Files.readString(Path.of("../../contracts/src/main/resources/examples", name + ".json"));
    }
}

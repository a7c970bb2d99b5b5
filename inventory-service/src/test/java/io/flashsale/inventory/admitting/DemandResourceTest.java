package io.flashsale.inventory.admitting;

import static io.flashsale.inventory.testing.Calls.internally;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.flashsale.inventory.redis.SlotKey;
import io.flashsale.inventory.testing.OrderServiceStub;
import io.flashsale.inventory.testing.TestSale;
import io.flashsale.testing.RealServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = RealServers.class, initArgs = @ResourceArg(name = "schema", value = "inventory"))
@WithTestResource(OrderServiceStub.class)
class DemandResourceTest {

    private TestSale sale;

    @BeforeEach
    void openASale() {
        sale = TestSale.open(5, 1);
    }

    private Response tell(String body) {
        return internally(body).post("/internal/sales/" + sale.id() + "/demand");
    }

    private static String ranks(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Double.toString(i / 4096.0))
                .collect(Collectors.joining(",", "{\"ranks\":[", "]}"));
    }

    private double threshold(String body) {
        Response answer = tell(body);
        answer.then().statusCode(200);
        return ((Number) answer.path("threshold")).doubleValue();
    }

    private long kept() {
        return TestSale.REDIS.zcard(SlotKey.DEMAND.of(sale.id()));
    }

    @Test
    void everyRankMattersUntilTheSketchIsFull() {
        assertThat(threshold(ranks(1, 1_001))).isEqualTo(1);
        assertThat(threshold(ranks(500, 1_024))).isEqualTo(1);
        assertThat(kept()).isEqualTo(1_023);
        assertThat(threshold(ranks(2_048, 2_050))).isEqualTo(0.5);
        assertThat(kept()).isEqualTo(1_024);
        assertThat(threshold(ranks(0, 1))).isEqualTo(1_023 / 4096.0);
    }

    @Test
    void nobodyCountsTwice() {
        tell(ranks(1, 11));
        tell(ranks(1, 11));

        assertThat(kept()).isEqualTo(10);
    }

    @Test
    void tellingNothingAsksForTheThreshold() {
        assertThat(threshold("{\"ranks\":[]}")).isEqualTo(1);
        assertThat(kept()).isZero();
    }

    @Test
    void whatIsKeptEndsWithTheSale() {
        tell(ranks(1, 2));

        assertThat(TestSale.REDIS.pttl(SlotKey.DEMAND.of(sale.id()))).isBetween(3_000_000L, 3_700_000L);
    }

    @Test
    void aKeyOfTheWrongTypeIsReplaced() {
        TestSale.REDIS.set(SlotKey.DEMAND.of(sale.id()), "no sketch");

        assertThat(threshold(ranks(1, 3))).isEqualTo(1);
        assertThat(kept()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"ranks\":null}", "{\"ranks\":[1]}", "{\"ranks\":[-0.1]}", "{\"ranks\":[null]}"})
    void whatIsNoRankIsRefused(String body) {
        tell(body).then().statusCode(400).body("errors.field", hasItem("ranks"));
    }

    @Test
    void moreThanASketchTakesIsRefused() {
        tell(ranks(0, 1_025)).then().statusCode(400).body("errors.field", hasItem("ranks"));
        tell(ranks(0, 1_024)).then().statusCode(200);
    }

    @Test
    void aSaleThatIsNotKnownHereIsToldOfLater() {
        internally("{\"ranks\":[]}")
                .post("/internal/sales/nosuchsale/demand")
                .then()
                .statusCode(503)
                .body("type", equalTo("/problems/unavailable"));
    }
}

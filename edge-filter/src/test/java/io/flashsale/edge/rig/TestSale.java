package io.flashsale.edge.rig;

import io.flashsale.edge.Sale;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Sales made up for tests; the defaults are open for an hour with 10 of 10 units left. */
public final class TestSale {

    public static final Instant OPENS_AT = Instant.parse("2026-01-15T10:00:00Z");
    public static final Instant CLOSES_AT = Instant.parse("2026-01-15T11:00:00Z");

    /** The contract's example key and its hash. */
    public static final String RANK_KEY = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    public static final String RANK_COMMITMENT = "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd";

    private String saleId = "sale1";
    private int epoch = 1;
    private long version = 1;
    private Instant opensAt = OPENS_AT;
    private Instant closesAt = CLOSES_AT;
    private String state = "OPEN";
    private int available = 10;
    private int perUserLimit = 2;
    private boolean finalSoldOut;
    private String mode = "open";

    private TestSale() {}

    public static TestSale sale() {
        return new TestSale();
    }

    /** A sale that no other test has, open by the system's clock. */
    public static TestSale ofItsOwn() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return sale().id(UUID.randomUUID().toString().replace("-", "").substring(0, 12))
                .window(now.minusSeconds(60), now.plusSeconds(3_600));
    }

    public TestSale id(String id) {
        this.saleId = id;
        return this;
    }

    public TestSale at(int newEpoch, long newVersion) {
        this.epoch = newEpoch;
        this.version = newVersion;
        return this;
    }

    public TestSale window(Instant opens, Instant closes) {
        this.opensAt = opens;
        this.closesAt = closes;
        return this;
    }

    public TestSale state(String newState) {
        this.state = newState;
        return this;
    }

    public TestSale available(int units) {
        this.available = units;
        return this;
    }

    public TestSale perUserLimit(int units) {
        this.perUserLimit = units;
        return this;
    }

    public TestSale mode(String newMode) {
        this.mode = newMode;
        return this;
    }

    public TestSale soldOut(boolean isFinal) {
        this.finalSoldOut = isFinal;
        return state("SOLD_OUT").available(0);
    }

    public Sale build() {
        return new Sale(
                saleId,
                epoch,
                version,
                "Summer sneakers",
                4990,
                "EUR",
                opensAt,
                closesAt,
                state,
                10,
                available,
                perUserLimit,
                300,
                mode,
                finalSoldOut,
                RANK_KEY,
                RANK_COMMITMENT);
    }

    /** The sale as inventory-service tells of it. */
    public String event() {
        return """
                {"id":"%s","type":"SaleChanged","time":"%s","traceparent":null,"saleId":"%s","epoch":%d,"version":%d,
                 "title":"Summer sneakers","priceMinor":4990,"currency":"EUR","opensAt":"%s","closesAt":"%s",
                 "state":"%s","total":10,"available":%d,"perUserLimit":%d,"holdSeconds":300,"mode":"%s",
                 "finalSoldOut":%b,"rankKey":"%s","rankCommitment":"%s","aFieldOfTomorrow":1}""".formatted(
                        UUID.randomUUID(),
                        Instant.now(),
                        saleId,
                        epoch,
                        version,
                        opensAt,
                        closesAt,
                        state,
                        available,
                        perUserLimit,
                        mode,
                        finalSoldOut,
                        RANK_KEY,
                        RANK_COMMITMENT);
    }
}

package io.flashsale.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class LoadSettingsTest {
    private final Properties given = new Properties();

    @Test
    void givesAStampedeMoreTimeToArriveTheLargerItIs() {
        given.setProperty("users", "20000");
        given.setProperty("stock", "500");

        LoadSettings settings = LoadSettings.ofStampede(given);

        assertThat(settings.stock()).isEqualTo(500);
        assertThat(settings.arrival()).isEqualTo(Duration.ofSeconds(20));
        assertThat(settings.spread()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void everybodyClicksTenTimesInARetryStorm() {
        assertThat(LoadSettings.ofRetryStorm(given).clicks()).isEqualTo(10);
    }

    @Test
    void aSoakHasEnoughStockForAllWhoArrive() {
        given.setProperty("minutes", "3");

        LoadSettings settings = LoadSettings.ofSoak(given);

        assertThat(settings.arrival()).isEqualTo(Duration.ofMinutes(3));
        assertThat(settings.stock()).isGreaterThanOrEqualTo(settings.users());
        assertThat(settings.usersPerSecond()).isEqualTo(10.0);
    }

    @Test
    void aMixedCrowdHasTenBuyersToAUnitAndIsLargeEnoughForEveryKindOfBot() {
        assertThat(LoadSettings.ofMixedCrowd(given).stock()).isEqualTo(50);
        given.setProperty("users", "499");
        assertThatIllegalArgumentException().isThrownBy(() -> LoadSettings.ofMixedCrowd(given));
    }

    @Test
    void namesThePropertyThatIsWrong() {
        given.setProperty("clicks", "none");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoadSettings.ofStampede(given))
                .withMessage("-Dclicks=none is not a whole number of at least 1");
    }
}

package io.flashsale.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.flashsale.edge.addressing.AddressingConfig;
import io.flashsale.edge.identity.IdentityConfig;
import io.flashsale.edge.limiting.LimitsConfig;
import io.flashsale.edge.routing.UpstreamConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URL;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final Map<String, String> NEEDED = Map.of(
            "flashsale.service-token", "a service token",
            "flashsale.admin-token", "an admin token",
            "flashsale.signing-secret", "a signing secret",
            "flashsale.inventory-service.url", "http://127.0.0.1:1",
            "flashsale.order-service.url", "http://127.0.0.1:2",
            "flashsale.payment-service.url", "http://127.0.0.1:3");

    /** As they are by default, in the words of a configuration that knows no "10m". */
    private static final Map<String, String> DURATIONS = Map.of(
            "flashsale.session-lifetime", "PT12H",
            "flashsale.pass-lifetime", "PT10M",
            "flashsale.proxy-timeout", "PT12S");

    @Test
    void theEdgeStartsWithWhatABuildHandsToEveryJvm() {
        URL shipped = SettingsTest.class.getClassLoader().getResource("application.properties");
        assertThatCode(() -> new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(new PropertiesConfigSource(shipped))
                        .withSources(new PropertiesConfigSource(NEEDED, "needed", 500))
                        .withSources(new PropertiesConfigSource(DURATIONS, "durations", 500))
                        .withSources(new PropertiesConfigSource(
                                Map.of(
                                        "flashsale.url", "http://127.0.0.1:8080",
                                        "flashsale.test.mysql", "127.0.0.1:3306"),
                                "build",
                                400))
                        .withMapping(IdentityConfig.class)
                        .withMapping(UpstreamConfig.class)
                        .withMapping(AddressingConfig.class)
                        .withMapping(LimitsConfig.class)
                        .build())
                .doesNotThrowAnyException();
        assertThat(shipped).isNotNull();
    }
}

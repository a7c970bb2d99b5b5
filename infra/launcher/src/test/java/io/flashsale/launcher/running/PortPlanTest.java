package io.flashsale.launcher.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flashsale.launcher.UserError;
import io.flashsale.servers.HostPort;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortPlanTest {
    private static final ExistingServers NONE = new ExistingServers(null, null, null, "root", "root");

    @Test
    void needsEightPortsInARow() {
        assertThat(new PortPlan(8080).needed(NONE).keySet())
                .containsExactly(8080, 8081, 8082, 8083, 8084, 8085, 8086, 8087);
    }

    @Test
    void needsNoneForServersThatExist() {
        HostPort there = HostPort.parse("db:3306");
        ExistingServers all = new ExistingServers(there, there, there, "root", "root");
        assertThat(new PortPlan(8080).needed(all).keySet()).containsExactly(8080, 8081, 8082, 8083);
    }

    @Test
    void tellsWhichPortIsTakenAndWhatItIsFor() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(UserError.class)
                    .isThrownBy(() -> new PortPlan(taken.getLocalPort()).requireFree(NONE, "127.0.0.1"))
                    .withMessageContaining("port " + taken.getLocalPort())
                    .withMessageContaining("edge-filter")
                    .withMessageContaining("--port");
        }
    }

    @Test
    void refusesABaseWithoutRoomForAll() {
        assertThatIllegalArgumentException().isThrownBy(() -> new PortPlan(65529));
        assertThatIllegalArgumentException().isThrownBy(() -> new PortPlan(0));
        assertThat(new PortPlan(65528).database()).isEqualTo(65535);
    }
}

package io.flashsale.launcher.proxying;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class LowPortsTest {
    @Test
    void givesRowsThatDoNotOverlapBelowThePortsOfOutgoingConnections() throws Exception {
        int first = LowPorts.row(8);
        int second = LowPorts.row(8);
        assertThat(Math.abs(first - second)).isGreaterThanOrEqualTo(8);
        assertThat(first).isBetween(20_000, 32_000 - 8);
    }

    @Test
    void leavesOutARowInWhichAPortIsTaken() throws Exception {
        int before = LowPorts.row(1);
        try (ServerSocket taken = new ServerSocket(before + 2, 1, InetAddress.getLoopbackAddress())) {
            int row = LowPorts.row(4);
            assertThat(row > taken.getLocalPort() || row + 3 < taken.getLocalPort())
                    .isTrue();
        }
    }
}

package io.flashsale.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EdgeTrustTest {
    @Test
    void isThereWhenTheEdgeTakesAClientToBeWhereWeSay() {
        assertThat(EdgeTrust.objection("{\"address\":\"198.18.0.1\",\"source\":\"trusted-proxy\"}"))
                .isNull();
    }

    @Test
    void namesTheOptionWhenTheEdgeTrustsNobody() {
        assertThat(EdgeTrust.objection("{\"address\":\"127.0.0.1\",\"source\":\"direct\"}"))
                .contains("does not trust this machine", "./flashsale up --trusted-proxies 127.0.0.1/32");
    }

    @Test
    void namesTheBalancerThatWritesTheHeaderItself() {
        assertThat(EdgeTrust.objection("{\"address\":\"172.18.0.1\",\"source\":\"trusted-proxy\"}"))
                .contains("docker compose", "172.18.0.1", "./flashsale up --trusted-proxies 127.0.0.1/32");
    }
}

package io.flashsale.inventory.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.flashsale.inventory.RedisRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCheckTest {

    private static final String NEVER = "0".repeat(40);

    private static String info(String role, String loading, String formerMaster) {
        return "# Server\r\nredis_version:7.0.15\r\nrun_id:a1b2c3\r\n\r\n# Persistence\r\nloading:" + loading
                + "\r\n\r\n# Replication\r\nrole:" + role + "\r\nmaster_replid:ffff\r\nmaster_replid2:" + formerMaster
                + "\r\n";
    }

    @Test
    void aMasterThatSyncsBeforeItAnswersIsDurable() {
        assertThat(RunCheck.parse(info("master", "0", NEVER), true)).isEqualTo(new RedisRun("a1b2c3", true));
    }

    @Test
    void aMasterThatDoesNotIsNot() {
        assertThat(RunCheck.parse(info("master", "0", NEVER), false)).isEqualTo(new RedisRun("a1b2c3", false));
    }

    @Test
    void aPromotedReplicaIsNotDurableHoweverItSyncs() {
        assertThat(RunCheck.parse(info("master", "0", "e".repeat(40)), true).durable())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"slave,0", "master,1"})
    void aReplicaAndOneThatLoadsAreNotSpokenTo(String role, String loading) {
        assertThatIllegalStateException().isThrownBy(() -> RunCheck.parse(info(role, loading, NEVER), true));
    }

    @Test
    void oneThatDoesNotNameItsRunIsNotSpokenTo() {
        assertThatIllegalStateException().isThrownBy(() -> RunCheck.parse("role:master\r\nloading:0\r\n", true));
    }

    @ParameterizedTest
    @CsvSource({"a,true,b,true,true", "a,false,b,true,false", "a,true,b,false,false", "a,false,a,false,true"})
    void isContinuedOnlyByWhatCannotHaveLostAnything(
            String before, boolean durable, String after, boolean durableToo, boolean continued) {
        assertThat(new RedisRun(before, durable).isContinuedBy(new RedisRun(after, durableToo)))
                .isEqualTo(continued);
    }
}

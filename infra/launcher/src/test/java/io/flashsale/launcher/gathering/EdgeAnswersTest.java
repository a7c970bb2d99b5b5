package io.flashsale.launcher.gathering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.flashsale.launcher.fairness.Evidence.SwitchChange;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeAnswersTest {

    private static final String SWITCHES = """
            {"switches":[
              {"name":"admission","value":"auto","set":false,"version":2,"automatic":true,"history":[
                {"value":null,"version":2,"automatic":true,"who":"rule:r","why":"calm","when":"2026-01-15T10:00:01.500Z"},
                {"value":"0.05","version":1,"automatic":true,"who":"rule:r","why":"load","when":"2026-01-15T10:00:00Z"}]},
              {"name":"sold-out","value":"off","set":false,"version":0,"history":[]},
              {"name":"admission:othersale","value":"1","set":true,"version":1,"history":[{}]},
              {"name":"filter:admission","value":"off","set":true,"version":1,"history":[
                {"value":"off","version":1,"automatic":false,"who":"operator","why":"w","when":"2026-01-15T10:00:02Z"}]}]}
            """;

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void readsTheChangesThatHaveToDoWithTheSalesLine() throws Exception {
        assertThat(EdgeAnswers.switches(json.readTree(SWITCHES), "k3v9x2ma"))
                .isEqualTo(List.of(
                        new SwitchChange("admission", null, 2, true, "rule:r", "calm", 1_768_471_201_500L),
                        new SwitchChange("admission", "0.05", 1, true, "rule:r", "load", 1_768_471_200_000L),
                        new SwitchChange("filter:admission", "off", 1, false, "operator", "w", 1_768_471_202_000L)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"switches\":[{}]}",
                "{\"switches\":[{\"name\":\"admission\",\"history\":[{\"value\":\"1\"}]}]}"
            })
    void whatIsNotOfTheContractIsToldSo(String answer) {
        assertThatThrownBy(() -> EdgeAnswers.switches(json.readTree(answer), "k3v9x2ma"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("of switches");
    }
}

package io.flashsale.launcher.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.launcher.fairness.TestEvidence;
import io.flashsale.launcher.gathering.EvidenceFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Who has nothing but a file. */
class FairnessFromFileTest {
    @TempDir
    Path directory;

    private Path file;

    private record Answer(int code, String text) {}

    @BeforeEach
    void save() throws Exception {
        file = directory.resolve("evidence.json");
        EvidenceFile.write(file, TestEvidence.lottery(1));
    }

    @Test
    void aFairSaleIsExitCode0AndShowsWhoWon() {
        Answer answer = fairness("--from", file.toString());
        assertThat(answer.code()).isZero();
        assertThat(answer.text())
                .contains("FAIR:", "ARRIVED IN TENTH", "CLICKED", "CAME FROM", "direct", "12 rises of the line");
    }

    @Test
    void aFileIsTheSameAfterItWasReadAndSavedAgain() throws Exception {
        Path copy = directory.resolve("copy.json");
        assertThat(fairness("--from", file.toString(), "--save", copy.toString())
                        .code())
                .isZero();
        assertThat(copy).hasSameTextualContentAs(file);
    }

    @Test
    void aTamperedFileIsExitCode1AndSaysWhatIsWrong() throws Exception {
        String text = Files.readString(file);
        String other = text.replaceFirst("\"admitted\" : true", "\"admitted\" : false");
        assertThat(other).isNotEqualTo(text);
        Files.writeString(file, other);
        Answer answer = fairness("--from", file.toString());
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.text()).contains("WRONG decision: ", "was turned away with rank", "NOT FAIR by 1 finding.");
    }

    @Test
    void aSaleThatHasNotClosedIsExitCode2UnlessSomethingIsWrongAlready() throws Exception {
        EvidenceFile.write(file, TestEvidence.notClosed(TestEvidence.lottery(1)));
        Answer answer = fairness("--from", file.toString());
        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.text()).contains("not checked: the key", "Nothing wrong so far");
        Files.writeString(file, Files.readString(file).replaceFirst("\"previous\" : \"0", "\"previous\" : \"1"));
        assertThat(fairness("--from", file.toString()).code()).isEqualTo(1);
    }

    @Test
    void aFloodOfFindingsIsCutShort() throws Exception {
        Files.writeString(file, Files.readString(file).replace("\"admitted\" : false", "\"admitted\" : true"));
        Answer answer = fairness("--from", file.toString());
        assertThat(answer.text()).contains("... and ");
        assertThat(answer.text().lines().filter(line -> line.startsWith("WRONG")))
                .hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "{}", "[]", "null", "{\"sale\":null}", "{\"sale\":{\"saleId\":null}}"})
    void whatIsNoEvidenceIsToldSo(String text) throws Exception {
        Files.writeString(file, text);
        Answer answer = fairness("--from", file.toString());
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.text()).contains("is no evidence").doesNotContain("\tat ");
    }

    @Test
    void aFieldThatIsMissingIsToldSo() throws Exception {
        Files.writeString(file, Files.readString(file).replaceFirst("\"hash\"", "\"hush\""));
        assertThat(fairness("--from", file.toString()).text()).contains("is no evidence");
    }

    @Test
    void explainsWhatItCannotDo() {
        assertThat(fairness().code()).isEqualTo(2);
        assertThat(fairness("NO SALE").code()).isEqualTo(2);
        assertThat(fairness("othersale", "--from", file.toString()).code()).isEqualTo(2);
        assertThat(fairness("--from", file.toString(), "--feed-delay", "-1").code())
                .isEqualTo(2);
        assertThat(fairness("--from", directory.resolve("none").toString()).text())
                .contains("there is no file");
        Answer nothingUp = fairness("k3v9x2ma", "--state", directory.toString());
        assertThat(nothingUp.code()).isEqualTo(1);
        assertThat(nothingUp.text()).contains("nothing is up");
    }

    private static Answer fairness(String... arguments) {
        StringWriter text = new StringWriter();
        CommandLine main = LauncherMain.commandLine();
        main.setOut(new PrintWriter(text)).setErr(new PrintWriter(text));
        String[] all = new String[arguments.length + 1];
        all[0] = "fairness";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        int code = main.execute(all);
        return new Answer(code, text.toString());
    }
}

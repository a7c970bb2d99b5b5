package io.flashsale.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {
    @TempDir
    private Path directory;

    @Test
    void isReplacedAsAWhole() {
        Path path = directory.resolve("new").resolve("result.env");
        ResultFile file = new ResultFile(path);

        file.write(Map.of("saleId", "abcd"));
        file.write(Map.of("millis.pay", "1 2 3 4 5"));

        assertThat(path).hasContent("millis.pay=1 2 3 4 5");
        assertThat(path.getParent()).isDirectoryContaining("glob:**result.env");
        assertThat(path.getParent().toFile().list()).hasSize(1);
    }

    @Test
    void isNotWrittenUnlessSomebodyAsks() {
        assertThat(ResultFile.of(new Properties())).isEmpty();
    }
}

package io.flashsale.launcher.gathering;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.flashsale.launcher.UserError;
import io.flashsale.launcher.fairness.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Evidence as a JSON file, to be judged by anybody anywhere. */
public final class EvidenceFile {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private EvidenceFile() {}

    public static void write(Path file, Evidence evidence) throws IOException {
        Files.write(file, JSON.writeValueAsBytes(evidence));
    }

    public static Evidence read(Path file) throws IOException {
        try {
            Evidence evidence = JSON.readValue(Files.readAllBytes(file), Evidence.class);
            if (evidence == null) {
                throw new UserError(file + " is no evidence: null");
            }
            return evidence;
        } catch (NoSuchFileException e) {
            throw new UserError("there is no file " + file);
        } catch (JsonProcessingException e) {
            throw new UserError(file + " is no evidence: " + e.getOriginalMessage());
        }
    }
}

package io.flashsale.testing;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The promises in {@code contracts/}: examples for consumers to read, schemas for producers to be held to. */
public final class Contract {

    private Contract() {}

    /** The example payload {@code examples/NAME.json}. */
    public static String example(String name) {
        return resource("/examples/" + name + ".json");
    }

    /** Fails with every violation unless {@code json} satisfies {@code schemas/NAME.json}. */
    public static void assertSatisfies(String schemaName, String json) {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(resource("/schemas/" + schemaName + ".json"));
        List<Error> violations = schema.validate(json, InputFormat.JSON);
        if (!violations.isEmpty()) {
            throw new AssertionError("Not a " + schemaName + ": " + violations + "\n" + json);
        }
    }

    private static String resource(String path) {
        try (InputStream in = Contract.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalArgumentException("contracts has no " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

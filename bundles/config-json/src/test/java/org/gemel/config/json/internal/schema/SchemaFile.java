package org.gemel.config.json.internal.schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gemel.config.internal.schema.DeclaredKeywords;

/** Writes the schema into a file while the bundle is built, for the distribution. */
public final class SchemaFile {

    private SchemaFile() {}

    /** Takes the name of the file. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), new JsonSchema(new DeclaredKeywords()).text());
    }
}

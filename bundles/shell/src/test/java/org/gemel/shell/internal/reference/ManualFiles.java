package org.gemel.shell.internal.reference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gemel.api.config.ConfigFormat;
import org.gemel.api.config.Keywords;
import org.gemel.config.internal.schema.DeclaredKeywords;
import org.gemel.config.json.internal.JsonFormat;
import org.gemel.config.keepalived.internal.KeepalivedFormat;
import org.gemel.config.uci.internal.UciFormat;

/** Writes the reference into a folder while the bundle is built, for the distribution. */
public final class ManualFiles {

    private ManualFiles() {}

    /** Takes the name of the folder. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        for (Map.Entry<String, String> page : manual().pages().entrySet()) {
            Files.writeString(folder.resolve(page.getKey()), page.getValue());
        }
    }

    static Manual manual() {
        Keywords keywords = new DeclaredKeywords();
        Map<String, ConfigFormat> formats = new LinkedHashMap<>();
        formats.put("keepalived", new KeepalivedFormat());
        formats.put("uci", new UciFormat());
        formats.put("json", new JsonFormat(keywords));
        return new Manual(keywords, formats);
    }
}

package org.gemel.itests.container;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.systemPackages;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Constants;

/** The distribution that the build has assembled, as options for Pax Exam: the same jars, levels and properties. */
final class Distribution {

    private final Path home;

    private Distribution(Path home) {
        this.home = home;
    }

    static Distribution built() {
        return new Distribution(
                Path.of(System.getProperty("gemel.home")).toAbsolutePath().normalize());
    }

    /** What {@code gemel run} starts. */
    Option run() {
        List<Option> options = new ArrayList<>();
        Path feature = home.resolve("etc/commands/run.json");
        String id = "";
        try (JsonParser json = JsonFactory.builder().build().createParser(feature.toFile())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (!token.isScalarValue()) {
                    continue;
                }
                JsonPointer at = json.getParsingContext().pathAsPointer();
                String name = json.currentName();
                if (at.matchesProperty("bundles") && "id".equals(name)) {
                    id = json.getText();
                } else if (at.matchesProperty("bundles") && "start-order".equals(name)) {
                    options.add(bundle(jar(id)).startLevel(json.getValueAsInt()));
                } else if (Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA.equals(name)) {
                    // Not as the property itself, which would replace the packages that Pax Exam exports.
                    options.add(systemPackages(json.getText().split(",")));
                } else if (at.matchesProperty("framework-properties")) {
                    options.add(frameworkProperty(name).value(json.getText()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the distribution is built by: mvn verify", e);
        }
        return composite(options.toArray(Option[]::new));
    }

    private String jar(String id) {
        String[] parts = id.split(":");
        return home.resolve("bundles/" + parts[1] + "-" + parts[2] + ".jar")
                .toUri()
                .toString();
    }
}

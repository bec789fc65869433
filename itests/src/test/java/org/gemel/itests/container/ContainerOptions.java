package org.gemel.itests.container;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ops4j.pax.exam.Option;

/** The options that all container tests share. */
final class ContainerOptions {

    private static final int LAST_LEVEL = 10;

    private ContainerOptions() {}

    /** The distribution with an appliance's properties, and what the tests themselves need. */
    static Option gemel() throws IOException {
        return gemel("global_defs {\n}\n");
    }

    /** The same with a configuration, in which the run directory may stand as {@code %s}. */
    static Option gemel(String text) throws IOException {
        Path runDirectory = Files.createTempDirectory("gemel-itests-");
        runDirectory.toFile().deleteOnExit();
        Path configuration =
                Files.writeString(runDirectory.resolve("gemel.conf"), text.replace("%s", runDirectory.toString()));
        return composite(
                Distribution.built().run(),
                frameworkProperty("gemel.run.dir").value(runDirectory.toString()),
                frameworkProperty("gemel.config.file").value(configuration.toString()),
                frameworkProperty("gemel.version").value("test"),
                frameworkStartLevel(LAST_LEVEL),
                link("org.apache.servicemix.bundles.hamcrest"),
                link("org.apache.servicemix.bundles.junit"),
                link("org.ops4j.pax.exam.invoker.junit"),
                systemProperty("pax.exam.invoker").value("junit"));
    }

    private static Option link(String name) {
        return bundle("link:classpath:META-INF/links/" + name + ".link").startLevel(2);
    }
}

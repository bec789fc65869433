package org.gemel.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.gemel.demo.lab.Commands;
import org.gemel.itests.rig.Bundles;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.service.component.annotations.Component;

/** What {@code examples/new-checker} starts is a checker of its own, and needs nothing but jars of the distribution. */
class NewCheckerIT {

    private static final Path SCRIPT = Path.of("../examples/new-checker").toAbsolutePath();

    @TempDir
    private Path somewhere;

    @Test
    void itHasNoNameOfTheOneThatItIsACopyOfAndCompilesAgainstThePublishedJars() throws IOException {
        Requirement.check(Rig.missing(Software.GEMEL));
        Commands.check("sh", "-c", "cd " + somewhere + " && " + SCRIPT + " MEMCACHED_CHECK");

        List<Path> files = files(somewhere.resolve("memcached-check"));
        for (Path file : files) {
            assertThat(file.toString()).doesNotContainIgnoringCase("redis");
            assertThat(file).content().doesNotContainIgnoringCase("redis");
        }
        List<Path> sources = files.stream()
                .filter(each -> each.toString().contains("/src/main/")
                        && each.toString().endsWith(".java"))
                .toList();
        assertThat(sources)
                .hasSize(2)
                .anySatisfy(each -> assertThat(each).content().contains("=MEMCACHED_CHECK"));
        assertThat(complaints(sources)).isEmpty();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    /** What the compiler has to say. */
    private String complaints(List<Path> sources) throws IOException {
        String jars = Stream.of(
                        Bundles.named("org.gemel.api"),
                        Bundles.named("org.gemel.checker-connection"),
                        Path.of(Component.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .getPath()))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            compiler.getTask(
                            said,
                            manager,
                            null,
                            List.of("-d", somewhere.toString(), "-classpath", jars, "--release", "17", "-proc:none"),
                            null,
                            manager.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        return said.toString();
    }
}

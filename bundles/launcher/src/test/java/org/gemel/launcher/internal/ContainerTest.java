package org.gemel.launcher.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.ToIntFunction;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;

class ContainerTest {

    @TempDir
    private Path directory;

    @Test
    void callsTheCommandThatABundleRegisters() throws Exception {
        bundle("count", Counting.class.getName(), "org.osgi.framework,org.gemel.launcher.internal");
        Container container = start("count");

        assertThat(container.call("count", List.of("a", "b"), 10_000, () -> false))
                .isEqualTo(2);
        assertThat(container.stop(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aCommandThatIsBeingReplacedMayBeMissingForLong() throws Exception {
        bundle("count", Counting.class.getName(), "org.osgi.framework,org.gemel.launcher.internal");
        Container container = start("count");
        ToIntFunction<String[]> late = arguments -> 7;
        AtomicInteger glances = new AtomicInteger();
        BooleanSupplier updating = () -> {
            if (glances.incrementAndGet() == 5) {
                container
                        .context()
                        .registerService(ToIntFunction.class, late, new Hashtable<>(Map.of("gemel.command", "late")));
            }
            return glances.get() < 5;
        };

        assertThat(container.call("late", List.of(), 1, updating)).isEqualTo(7);
        assertThat(container.stop(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aCommandThatNobodyOffersFailsInTime() throws Exception {
        bundle("count", Counting.class.getName(), "org.osgi.framework,org.gemel.launcher.internal");
        Container container = start("count");

        assertThatThrownBy(() -> container.call("late", List.of(), 1, () -> false))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("no bundle offers the command late");
        assertThat(container.stop(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aCommandThatFailsWhileItIsBeingReplacedIsNotTheEnd() throws Exception {
        bundle("count", Counting.class.getName(), "org.osgi.framework,org.gemel.launcher.internal");
        Container container = start("count");
        ServiceRegistration<?> broken = register(container, arguments -> {
            throw new NoClassDefFoundError("half of it");
        });
        AtomicInteger glances = new AtomicInteger();
        BooleanSupplier updating = () -> {
            if (glances.incrementAndGet() == 6) {
                broken.unregister();
                register(container, arguments -> 7);
            }
            return glances.get() < 12;
        };

        assertThat(container.call("late", List.of(), 1, () -> updating.getAsBoolean()))
                .isEqualTo(7);
        assertThat(glances).hasValueGreaterThan(11);
        assertThat(container.stop(60, TimeUnit.SECONDS)).isTrue();
    }

    private static ServiceRegistration<?> register(Container container, ToIntFunction<String[]> command) {
        return container
                .context()
                .registerService(ToIntFunction.class, command, new Hashtable<>(Map.of("gemel.command", "late")));
    }

    @Test
    void aFeatureWithAMissingJarDoesNotStart() {
        assertThatThrownBy(() -> start("missing"))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("missing-1.jar");
    }

    /** Counts its arguments. */
    public static final class Counting implements BundleActivator {

        @Override
        public void start(BundleContext context) {
            ToIntFunction<String[]> command = arguments -> arguments.length;
            context.registerService(ToIntFunction.class, command, new Hashtable<>(Map.of("gemel.command", "count")));
        }

        @Override
        public void stop(BundleContext context) {
            // The framework takes the service away.
        }
    }

    private Container start(String bundle) throws BundleException {
        return Container.start(
                new Feature(List.of(new Feature.Entry(bundle + "-1.jar", 3)), Map.of()),
                directory,
                Map.of(
                        "org.osgi.framework.storage",
                        directory.resolve("cache").toString(),
                        "org.osgi.framework.system.packages.extra",
                        "org.gemel.launcher.internal"));
    }

    private void bundle(String name, String activator, String imports) throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", name);
        headers.putValue("Bundle-Activator", activator);
        headers.putValue("Import-Package", imports);
        try (OutputStream out = Files.newOutputStream(directory.resolve(name + "-1.jar"))) {
            new JarOutputStream(out, manifest).close();
        }
    }
}

package org.gemel.launcher.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** A framework with one shipped bundle and a folder deploy/, and jars of toys that tell that they run. */
abstract class DeploymentLab {

    /** On a busy machine everything may take its time. */
    static final long LONG_MILLIS = 60_000;

    static final Limits PATIENT = new Limits(
            LONG_MILLIS, LONG_MILLIS, LONG_MILLIS, LONG_MILLIS, LONG_MILLIS, LONG_MILLIS, LONG_MILLIS, LONG_MILLIS);

    static final String WORKS = Working.class.getName();
    static final String FAILS = Failing.class.getName();

    @TempDir
    Path directory;

    Path folder;
    Container container;
    Updates updates;
    Deployment deployment;
    DeployWatch watch;
    long time = 1_000_000;

    final Logger logger = Logger.getLogger("org.gemel.deploy");
    final List<String> log = new ArrayList<>();
    final Handler recorder = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            if (logged.getLevel().intValue() > Level.INFO.intValue()) {
                log.add(new SimpleFormatter().formatMessage(logged));
            }
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    };

    @BeforeEach
    void start() throws Exception {
        folder = Files.createDirectory(directory.resolve("deploy"));
        jar(directory.resolve("shipped-1.jar"), "shipped", "2.0.0", WORKS, "", "");
        container = Container.start(
                new Feature(List.of(new Feature.Entry("shipped-1.jar", 1)), Map.of()),
                directory,
                Map.of(
                        "org.osgi.framework.storage",
                        directory.resolve("cache").toString(),
                        "org.osgi.framework.system.packages.extra",
                        "org.gemel.launcher.internal"));
        updates = new Updates(container.context(), directory.resolve("jars"), PATIENT);
        deployment = new Deployment(container.context(), folder, Level.FINE, PATIENT);
        deployment.glance(null, () -> false);
        watch = new DeployWatch(container.context(), deployment, updates);
        logger.addHandler(recorder);
    }

    @AfterEach
    void stop() throws Exception {
        logger.removeHandler(recorder);
        container.stop(60, TimeUnit.SECONDS);
    }

    /** What says how the virtual routers are, as if a bundle had it. */
    ServiceRegistration<?> appliance(String name, Supplier<Map<String, String>> states) {
        return bundle(name)
                .getBundleContext()
                .registerService(Supplier.class, states, new Hashtable<>(Map.of("gemel.command", "run")));
    }

    void look() throws InterruptedException {
        watch.look(() -> true);
        watch.look(() -> true);
    }

    void glance() throws InterruptedException {
        deployment.glance(updates, () -> true);
        deployment.glance(updates, () -> true);
    }

    List<String> running(String name) {
        return Wellness.references(container.context(), "(toy=*)").stream()
                .filter(each -> name.equals(each.getBundle().getSymbolicName()))
                .map(each -> String.valueOf(each.getProperty("toy")))
                .toList();
    }

    Bundle bundle(String name) {
        return java.util.Arrays.stream(container.context().getBundles())
                .filter(each -> name.equals(each.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    void put(String file, String name, String version, String activator) throws IOException {
        jar(stamped(file), name, version, activator, "", "");
        touch(file);
    }

    Path stamped(String file) {
        return folder.resolve(file);
    }

    /** The clock of the file system may be slower than a test. */
    void touch(String file) throws IOException {
        time += 1000;
        Files.setLastModifiedTime(folder.resolve(file), FileTime.fromMillis(time));
    }

    static Path jar(Path file, String name, String version, String activator, String imports, String exports)
            throws IOException {
        Manifest manifest = new Manifest();
        Attributes headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", name);
        headers.putValue("Bundle-Version", version);
        headers.putValue("Bundle-Activator", activator);
        headers.putValue("Import-Package", "org.osgi.framework,org.gemel.launcher.internal" + imports);
        if (!exports.isEmpty()) {
            headers.putValue("Export-Package", exports);
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            String path = DeploymentLab.class.getName().replace('.', '/') + ".class";
            out.putNextEntry(new JarEntry(path));
            try (InputStream in = DeploymentLab.class.getClassLoader().getResourceAsStream(path)) {
                in.transferTo(out);
            }
        }
        return file;
    }

    /** Has a service, by which it is seen. */
    public static class Working implements BundleActivator {

        @Override
        public void start(BundleContext context) throws InterruptedException {
            context.registerService(
                    Object.class,
                    new Object(),
                    new Hashtable<>(
                            Map.of("toy", context.getBundle().getVersion().toString())));
        }

        @Override
        public void stop(BundleContext context) {
            // The framework takes the service away.
        }
    }

    /** Breaks. */
    public static final class Failing extends Working {

        @Override
        public void start(BundleContext context) {
            throw new IllegalStateException("it was not my day");
        }
    }
}

package org.gemel.itests.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** The bundles of the distribution, and newer ones made of them. */
public final class Bundles {

    private static final Path FOLDER = Path.of(Software.launcher()).getParent().resolveSibling("bundles");

    private Bundles() {}

    /** All that an appliance runs, by the names of their jars. */
    public static List<Path> ofTheAppliance() {
        try (Stream<Path> jars = Files.list(FOLDER)) {
            return jars.filter(jar -> !jar.toString().contains("gemel.demo")
                            && !jar.toString().contains("simulated"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The one whose name begins so. */
    public static Path named(String name) {
        return ofTheAppliance().stream()
                .filter(jar -> jar.getFileName().toString().startsWith(name + "-"))
                .findFirst()
                .orElseThrow();
    }

    /** Which version of its bundle a jar is. */
    public static String version(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue("Bundle-Version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A newer version of a bundle.
     *
     * @param without which of its files it lacks
     */
    public static Path newer(Path jar, String version, Path directory, Predicate<String> without) {
        Path made = directory.resolve(version + "-" + jar.getFileName());
        try (JarFile from = new JarFile(jar.toFile())) {
            Manifest manifest = from.getManifest();
            manifest.getMainAttributes().put(new Attributes.Name("Bundle-Version"), version);
            manifest.getEntries().clear();
            try (JarOutputStream to = new JarOutputStream(Files.newOutputStream(made), manifest)) {
                for (Enumeration<JarEntry> all = from.entries(); all.hasMoreElements(); ) {
                    JarEntry each = all.nextElement();
                    boolean signature = each.getName().matches("META-INF/[^/]*\\.(MF|SF|RSA|DSA)");
                    if (!signature && !without.test(each.getName())) {
                        to.putNextEntry(new JarEntry(each.getName()));
                        from.getInputStream(each).transferTo(to);
                        to.closeEntry();
                    }
                }
            }
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

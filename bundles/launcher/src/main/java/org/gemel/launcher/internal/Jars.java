package org.gemel.launcher.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/**
 * Bundles as files of our own: a running process holds on to both versions while one takes the other's place, whatever becomes
 * of the files that they came from.
 */
final class Jars implements AutoCloseable {

    /** The run directory is memory, as a rule. */
    private static final long LARGEST = 64L << 20;

    private final Path directory;

    private Jars(Path directory) {
        this.directory = directory;
    }

    /** Files in a directory that has nothing else, and nothing at all when this is closed. */
    static Jars in(Path directory) throws IOException {
        Jars jars = new Jars(Files.createDirectories(directory));
        jars.close();
        return jars;
    }

    /**
     * What a bundle calls itself.
     *
     * @param name its symbolic name
     * @param version its version
     */
    record Title(String name, Version version) {

        static Title of(Bundle bundle) {
            return new Title(String.valueOf(bundle.getSymbolicName()), bundle.getVersion());
        }

        @Override
        public String toString() {
            return name + " " + version;
        }
    }

    /**
     * A bundle to be.
     *
     * @param title what it calls itself
     * @param file the jar, which nobody changes
     */
    record Jar(Title title, Path file) {

        InputStream open() throws IOException {
            return Files.newInputStream(file);
        }
    }

    /** @throws Failure if it is not a whole bundle's jar; the message says why */
    static Title title(Path file) {
        checkRegular(file);
        if (!Files.exists(file)) {
            throw new Failure(ExitCode.USAGE, "there is no file " + file);
        }
        try (JarFile jar = new JarFile(file.toFile(), false)) {
            Manifest manifest = jar.getManifest();
            Attributes attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
            String name = attributes.getValue(Constants.BUNDLE_SYMBOLICNAME);
            String symbolicName = name == null ? "" : name.split(";", 2)[0].strip();
            if (symbolicName.isEmpty()) {
                throw new Failure(ExitCode.USAGE, file + " is no bundle: it has no Bundle-SymbolicName");
            }
            return new Title(symbolicName, Version.parseVersion(attributes.getValue(Constants.BUNDLE_VERSION)));
        } catch (IOException | IllegalArgumentException e) {
            throw new Failure(ExitCode.USAGE, "cannot read " + file + ": " + e.getMessage());
        }
    }

    /** @throws Failure if it is not a bundle's jar */
    Jar read(Path file) {
        checkRegular(file);
        try {
            Path copy = next();
            try (InputStream in = Files.newInputStream(file);
                    OutputStream out = Files.newOutputStream(copy)) {
                in.transferTo(out);
            }
            return new Jar(title(copy), copy);
        } catch (NoSuchFileException e) {
            throw new Failure(ExitCode.USAGE, "there is no file " + file);
        } catch (IOException e) {
            throw new Failure(ExitCode.USAGE, "cannot read " + file + ": " + e.getMessage());
        }
    }

    /** A device or a pipe would never end. */
    private static void checkRegular(Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new Failure(ExitCode.USAGE, file + " is no file but a directory, device or pipe");
        }
        if (file.toFile().length() > LARGEST) {
            throw new Failure(
                    ExitCode.USAGE, file + " is larger than a bundle may be, which is " + (LARGEST >> 20) + " MB");
        }
    }

    private Path next() throws IOException {
        return Files.createTempFile(directory, "bundle-", ".jar");
    }

    /** The jar of a bundle as it runs now, wherever that came from and whatever is there by now. */
    Jar of(Bundle bundle) throws IOException {
        Path copy = next();
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
            // A jar begins with its manifest, or it is read as if it had none.
            copy(bundle, JarFile.MANIFEST_NAME, out);
            copyAll(bundle, "/", out);
        }
        return new Jar(Title.of(bundle), copy);
    }

    private static void copyAll(Bundle bundle, String folder, ZipOutputStream out) throws IOException {
        Enumeration<String> paths = bundle.getEntryPaths(folder);
        while (paths != null && paths.hasMoreElements()) {
            String path = paths.nextElement();
            if (path.endsWith("/")) {
                copyAll(bundle, path, out);
            } else if (!path.equals(JarFile.MANIFEST_NAME)) {
                copy(bundle, path, out);
            }
        }
    }

    private static void copy(Bundle bundle, String path, ZipOutputStream out) throws IOException {
        URL entry = bundle.getEntry(path);
        if (entry != null) {
            out.putNextEntry(new ZipEntry(path));
            try (InputStream in = entry.openStream()) {
                in.transferTo(out);
            }
            out.closeEntry();
        }
    }

    /** The framework has copies of its own. */
    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

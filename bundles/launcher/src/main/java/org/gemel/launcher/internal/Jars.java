package org.gemel.launcher.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;

/** Bundles as bytes: a running process holds on to both versions while one takes the other's place. */
final class Jars {

    private static final int LARGEST = 8 << 20;

    private Jars() {}

    /**
     * A bundle to be.
     *
     * @param name its symbolic name
     * @param version its version
     * @param bytes the jar
     */
    record Jar(String name, Version version, byte[] bytes) {

        InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    /** @throws Failure if it is not a bundle's jar */
    static Jar read(Path file) {
        try {
            byte[] bytes = bytes(file);
            try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(bytes))) {
                Manifest manifest = in.getManifest();
                Attributes attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
                String name = attributes.getValue(Constants.BUNDLE_SYMBOLICNAME);
                if (name == null) {
                    throw new Failure(ExitCode.USAGE, file + " is no bundle: it has no Bundle-SymbolicName");
                }
                return new Jar(
                        name.split(";")[0].strip(),
                        Version.parseVersion(attributes.getValue(Constants.BUNDLE_VERSION)),
                        bytes);
            }
        } catch (NoSuchFileException e) {
            throw new Failure(
                    ExitCode.USAGE,
                    "there is no file " + file
                            + ", as the appliance sees it: as a systemd service it has a /tmp of its own and no /home; copy"
                            + " the jar into its run directory, such as /run/gemel");
        } catch (IOException | IllegalArgumentException e) {
            throw new Failure(ExitCode.USAGE, "cannot read " + file + ": " + e.getMessage());
        }
    }

    /** At most so many: both versions are held in memory, and a device or a pipe would never end. */
    private static byte[] bytes(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new Failure(ExitCode.USAGE, file + " is no file but a directory, device or pipe");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw new Failure(
                        ExitCode.USAGE, file + " is larger than a bundle may be, which is " + (LARGEST >> 20) + " MB");
            }
            return bytes;
        }
    }

    /** The jar of a bundle as it runs now, wherever that came from and whatever is there by now. */
    static Jar of(Bundle bundle) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            // A jar begins with its manifest, or it is read as if it had none.
            copy(bundle, JarFile.MANIFEST_NAME, out);
            copyAll(bundle, "/", out);
        }
        return new Jar(bundle.getSymbolicName(), bundle.getVersion(), bytes.toByteArray());
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
}

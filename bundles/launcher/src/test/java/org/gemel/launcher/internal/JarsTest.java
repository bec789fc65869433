package org.gemel.launcher.internal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class JarsTest {

    @TempDir
    private Path directory;

    @Test
    void aDeviceIsNotReadToItsEnd() {
        assertThatThrownBy(() -> Jars.title(Path.of("/dev/zero")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("/dev/zero is no file but a directory, device or pipe");
    }

    @Test
    void whatIsTooLargeForABundleIsNotKeptInMemory() throws IOException {
        Path large = directory.resolve("large.jar");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(100L << 20);
        }
        assertThatThrownBy(() -> Jars.title(large)).isInstanceOf(Failure.class).hasMessageContaining("64 MB");
    }

    @Test
    void aBundleWithoutANameIsNone() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", ";");
        Path jar = directory.resolve("nameless.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        assertThatThrownBy(() -> Jars.title(jar))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("it has no Bundle-SymbolicName");
    }

    @Test
    void aFileThatIsNotThereIsSaidToBeMissing() {
        assertThatThrownBy(() -> Jars.in(directory.resolve("jars")).read(directory.resolve("x.jar")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("there is no file");
    }
}

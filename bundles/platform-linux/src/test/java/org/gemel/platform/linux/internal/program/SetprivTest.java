package org.gemel.platform.linux.internal.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetprivTest {

    @TempDir
    private Path directory;

    @Test
    void thatOfBusyboxIsNone() {
        // Any program without that option, which only root can change.
        assertThat(Setpriv.find(List.of(Path.of("/bin/true")))).isNull();
        assertThat(Setpriv.find(List.of(Path.of("/usr/bin/no-such-setpriv")))).isNull();
    }

    @Test
    void oneThatOthersCanChangeIsNone() throws Exception {
        // In a directory that everybody may write to.
        Path file = Files.writeString(directory.resolve("setpriv"), "#!/bin/sh\n# --reuid\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(Setpriv.find(List.of(file))).isNull();
    }

    @Test
    void idsAreUnsigned() {
        Identity identity = new Identity(-2, -3, List.of(7, -4), false);
        assertThat(new Setpriv(Path.of("/usr/bin/setpriv")).command(identity, List.of("/bin/x", "y")))
                .containsSubsequence("--reuid", "4294967294", "--regid", "4294967293", "--groups", "7,4294967292")
                .contains("--inh-caps=-all")
                .endsWith("--", "/bin/x", "y");
    }
}

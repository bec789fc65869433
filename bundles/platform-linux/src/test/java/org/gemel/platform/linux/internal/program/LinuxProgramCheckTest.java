package org.gemel.platform.linux.internal.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.gemel.api.config.Command;
import org.gemel.api.config.ScriptPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxProgramCheckTest {

    private static final ScriptPolicy SECURE = new ScriptPolicy(true, false, false);

    private final LinuxProgramCheck check = new LinuxProgramCheck();

    @TempDir
    private Path directory;

    @BeforeEach
    void assumeRoot() throws IOException {
        assumeTrue(Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid")), "needs root");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Path script(String mode, String text) throws IOException {
        Path file = Files.writeString(directory.resolve("script"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private String obstacle(Path file, @Nullable String user, ScriptPolicy policy) {
        return check.obstacle(new Command(List.of(file.toString()), user, null, policy))
                .orElse("none");
    }

    @Test
    void whatCanBeRunHasNone() throws IOException {
        assertThat(obstacle(script("rwxr-xr-x", "#!/bin/sh\n"), null, ScriptPolicy.DEFAULT))
                .isEqualTo("none");
    }

    @Test
    void whatIsNotThere() {
        assertThat(obstacle(directory.resolve("missing"), null, ScriptPolicy.DEFAULT))
                .isEqualTo(directory.resolve("missing") + " does not exist; put it there or correct the path");
    }

    @Test
    void whatItsUserMayNotRun() throws IOException {
        assertThat(obstacle(script("rwxr-x---", "#!/bin/sh\n"), "nobody", ScriptPolicy.DEFAULT))
                .contains("may not be run by user 65534: chmod a+rx ");
    }

    @Test
    void whatStandsInADirectoryThatItsUserMayNotEnter() throws IOException {
        Path file = script("rwxr-xr-x", "#!/bin/sh\n");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        assertThat(obstacle(file, "nobody", ScriptPolicy.DEFAULT)).contains("may not enter " + directory);
    }

    @Test
    void whoseInterpreterIsMissing() throws IOException {
        assertThat(obstacle(script("rwxr-xr-x", "#!/no/such/shell\n"), null, ScriptPolicy.DEFAULT))
                .contains("asks for /no/such/shell, which does not exist");
    }

    @Test
    void whatOthersCouldReplaceIfScriptsAreToBeSecure() throws IOException {
        Path file = script("rwxrwxrwx", "#!/bin/sh\n");
        assertThat(obstacle(file, null, ScriptPolicy.DEFAULT)).isEqualTo("none");
        assertThat(obstacle(file, null, SECURE))
                .startsWith("not run as root, because others could put another program");
    }

    @Test
    void whomThereIsNot() throws IOException {
        assertThat(obstacle(script("rwxr-xr-x", "#!/bin/sh\n"), "nobody-at-all", ScriptPolicy.DEFAULT))
                .contains("nobody-at-all");
    }
}

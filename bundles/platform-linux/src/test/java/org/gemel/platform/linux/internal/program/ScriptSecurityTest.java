package org.gemel.platform.linux.internal.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.gemel.api.config.Command;
import org.gemel.api.config.ScriptPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** enable_script_security where system directories are symbolic links, as /bin is to usr/bin (behaviour 86). */
class ScriptSecurityTest {

    private static final int NOBODY = 65534;
    private static final ScriptPolicy SECURE = new ScriptPolicy(true, false, false);

    /** A system of its own below a directory that only root can change, unlike that for temporary files. */
    @TempDir(factory = OfRoot.class)
    private Path root;

    private Path places;
    private Path bin;
    private Path real;

    static final class OfRoot implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
            boolean able = isRoot() && Files.isWritable(Path.of("/var/lib"));
            return able ? Files.createTempDirectory(Path.of("/var/lib"), "gemel") : Files.createTempDirectory("gemel");
        }
    }

    private static boolean isRoot() throws IOException {
        return Files.exists(Path.of("/proc/self"))
                && Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    @BeforeEach
    void aScriptBehindASymbolicLink() throws IOException {
        assumeTrue(isRoot(), "needs root");
        assumeTrue(root.startsWith("/var/lib"), "needs a /var/lib to write to");
        mode("rwxr-xr-x", root);
        places = mode("rwxr-xr-x", Files.createDirectory(root.resolve("places")));
        real = mode("rwxr-xr-x", Files.createDirectories(root.resolve("usr/bin")));
        mode("rwxr-xr-x", root.resolve("usr"));
        bin = Files.createSymbolicLink(places.resolve("bin"), Path.of("../usr/bin"));
        mode("rwxr-xr-x", Files.writeString(real.resolve("x"), "#!/bin/sh\n"));
    }

    private static Path mode(String mode, Path path) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private static void giveToNobody(Path path) throws IOException {
        Files.setAttribute(path, "unix:uid", NOBODY, LinkOption.NOFOLLOW_LINKS);
    }

    private static String obstacle(Path script) {
        return new LinuxProgramCheck()
                .obstacle(new Command(List.of(script.toString()), null, null, SECURE))
                .orElse("none");
    }

    @Test
    void aScriptReachedThroughASymbolicLinkOfRootsIsRun() {
        assertThat(obstacle(bin.resolve("x"))).isEqualTo("none");
    }

    @Test
    void aShellBelowSlashBinIsRunWhateverSlashBinIs() {
        assertThat(obstacle(Path.of("/bin/sh"))).isEqualTo("none");
    }

    @Test
    void aLinkThatIsTheScriptItselfIsFollowed() throws IOException {
        Files.createSymbolicLink(places.resolve("y"), bin.resolve("x"));
        assertThat(obstacle(places.resolve("y"))).isEqualTo("none");
    }

    @Test
    void whoOwnsALinkInADirectoryOfRootsCannotMakeItLeadElsewhere() throws IOException {
        giveToNobody(bin);
        assertThat(obstacle(bin.resolve("x"))).isEqualTo("none");
    }

    @Test
    void aLinkIsRefusedInADirectoryThatBelongsToAnother() throws IOException {
        giveToNobody(places);
        assertThat(obstacle(bin.resolve("x")))
                .contains("enable_script_security")
                .contains(": " + places + " belongs to user nobody, who can change it: chown root " + places);
    }

    @Test
    void aLinkIsRefusedInADirectoryThatEverybodyMayWriteTo() throws IOException {
        mode("rwxrwxrwx", places);
        assertThat(obstacle(bin.resolve("x"))).endsWith(": everybody may write to " + places + ": chmod o-w " + places);
    }

    @Test
    void aLinkIsRefusedInADirectoryThatEverybodyMayWriteToEvenIfOnlyOwnersRemove() throws IOException {
        Files.setAttribute(places, "unix:mode", 01777);
        assertThat(obstacle(bin.resolve("x"))).contains("everybody may write to " + places + ", as is meant");
    }

    @Test
    void aScriptIsRefusedWhereTheLinkLeadsToADirectoryOfAnother() throws IOException {
        giveToNobody(real);
        assertThat(obstacle(bin.resolve("x"))).contains(": " + real + " belongs to user nobody");
    }

    @Test
    void aScriptIsRefusedWhereTheLinkLeadsBelowADirectoryOfAnother() throws IOException {
        giveToNobody(root.resolve("usr"));
        assertThat(obstacle(bin.resolve("x"))).contains(": " + root.resolve("usr") + " belongs to user nobody");
    }

    @Test
    void aScriptIsRefusedWhereTheLinkLeadsToADirectoryThatAGroupMayWriteTo() throws IOException {
        Files.setAttribute(real, "unix:gid", NOBODY);
        mode("rwxrwxr-x", real);
        assertThat(obstacle(bin.resolve("x")))
                .contains(": the group ")
                .endsWith(" may write to " + real + ": chmod g-w " + real);
    }

    @Test
    void aScriptBehindTheLinkIsRefusedThatBelongsToAnother() throws IOException {
        giveToNobody(real.resolve("x"));
        assertThat(obstacle(bin.resolve("x"))).contains(": " + real.resolve("x") + " belongs to user nobody");
    }
}

package org.gemel.config.internal.reader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostUsersTest {

    @TempDir
    private Path directory;

    private Path users;
    private Path groups;

    @BeforeEach
    void write() throws IOException {
        users = Files.writeString(directory.resolve("passwd"), "root:x:0:0::/root:/bin/sh\nalice:x:1:1::/:/bin/sh\n");
        groups = Files.writeString(directory.resolve("group"), "root:x:0:\nkeepalived_script:x:7:\n");
    }

    /** A name service that has a user bob and a group friends, and cannot tell about eve. */
    private Path service() throws IOException {
        Path program = Files.writeString(
                directory.resolve("getent"),
                "#!/bin/sh\ncase $1/$2 in passwd/bob|group/friends) exit 0;; */eve) exit 3;; *) exit 2;; esac\n");
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private HostUsers files() {
        return new HostUsers(users, groups, List.of());
    }

    @Test
    void aGroupIsNoUser() {
        assertThat(files().user("keepalived_script")).isFalse();
        assertThat(files().known("keepalived_script")).isTrue();
        assertThat(files().user("alice")).isTrue();
        assertThat(files().known("bob")).isFalse();
    }

    @Test
    void usersFromElsewhereAreUsers() throws IOException {
        HostUsers all = new HostUsers(users, groups, List.of(directory.resolve("none"), service()));
        assertThat(all.user("bob")).isTrue();
        assertThat(all.user("friends")).isFalse();
        assertThat(all.known("friends")).isTrue();
        assertThat(all.known("carol")).isFalse();
        assertThat(all.user("alice")).isTrue();
    }

    @Test
    void whatCannotBeFoundOutIsNeitherUsedNorComplainedAbout() throws IOException {
        HostUsers all = new HostUsers(users, groups, List.of(service()));
        assertThat(all.user("eve")).isFalse();
        assertThat(all.known("eve")).isTrue();

        HostUsers none = new HostUsers(directory.resolve("gone"), directory.resolve("gone"), List.of());
        assertThat(none.user("keepalived_script")).isFalse();
        assertThat(none.known("alice")).isTrue();
    }

    @Test
    void anOptionIsNoName() throws IOException {
        assertThat(new HostUsers(users, groups, List.of(service())).known("-s")).isFalse();
    }
}

package org.gemel.platform.linux.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.gemel.api.platform.PlatformException;
import org.gemel.platform.linux.internal.link.Sysctls.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SysctlsTest {

    @TempDir
    Path root;

    @Test
    void aSettingIsReadAndWritten() throws Exception {
        Files.createDirectories(root.resolve("ipv4/conf/vrrp.51"));
        Files.writeString(root.resolve("ipv4/conf/vrrp.51/arp_ignore"), "0\n");
        Sysctls sysctls = new Sysctls(root);

        assertThat(sysctls.read(Protocol.IPV4, "vrrp.51", "arp_ignore")).isEqualTo("0");
        sysctls.write(Protocol.IPV4, "vrrp.51", "arp_ignore", "1");
        assertThat(sysctls.read(Protocol.IPV4, "vrrp.51", "arp_ignore")).isEqualTo("1");
    }

    @Test
    void aSettingThatTheKernelLacksIsPassedOver() throws Exception {
        new Sysctls(root).write(Protocol.IPV6, "eth0", "accept_ra", "0");

        assertThat(new Sysctls(root).read(Protocol.IPV6, "eth0", "accept_ra")).isNull();
    }

    @Test
    void aRefusalNamesTheSettingAndTheRemedy() throws Exception {
        // A folder can be no more written than a file on a read-only file system.
        Path setting = Files.createDirectories(root.resolve("ipv4/conf/eth0/arp_ignore"));

        assertThatThrownBy(() -> new Sysctls(root).write(Protocol.IPV4, "eth0", "arp_ignore", "1"))
                .isInstanceOf(PlatformException.class)
                .hasMessageStartingWith("cannot set " + setting + " to 1: ")
                .hasMessageEndingWith("in a container /proc/sys must be writable, or set it on the host");
    }
}

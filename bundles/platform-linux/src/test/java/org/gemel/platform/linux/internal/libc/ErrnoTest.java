package org.gemel.platform.linux.internal.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErrnoTest {

    @BeforeEach
    void onLinux() {
        assumeTrue(com.sun.jna.Platform.isLinux(), "needs Linux");
    }

    @Test
    void theRemedyNamesTheCapabilityThatIsMissing() {
        assertThat(Errno.refused("do it", Abi.EPERM, "CAP_NET_RAW"))
                .hasMessageContaining("CAP_NET_RAW is needed: ")
                .hasMessageContaining("setcap cap_net_admin,cap_net_raw,cap_sys_nice+ep");
        assertThat(Errno.refused("do it", Abi.EPERM, "CAP_SYS_ADMIN"))
                .hasMessageContaining("CAP_SYS_ADMIN is needed: run as root, or add it to AmbientCapabilities=")
                .message()
                .doesNotContain("CAP_NET");
    }
}

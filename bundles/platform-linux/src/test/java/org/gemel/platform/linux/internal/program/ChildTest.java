package org.gemel.platform.linux.internal.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Descriptor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChildTest {

    /** Higher than process numbers get. */
    private static final int NOBODY = 1 << 30;

    private static final int NO_SIGNAL = 999;

    private Child child;

    @BeforeEach
    void make() throws Exception {
        assumeTrue(com.sun.jna.Platform.isLinux(), "needs Linux");
        child = new Child(NOBODY, Descriptor.of(0, "test", "nothing"), null, null, null);
    }

    @Test
    void whatHasEndedNeedsNoSignal() {
        assertThat(child.kill(Abi.SIGKILL)).isNull();
    }

    @Test
    void aSignalThatIsRefusedIsNoSecret() throws Exception {
        // The fifth field of stat, the group of this very process, which a signal that does not exist does no harm.
        String stat = Files.readString(Path.of("/proc/self/stat"));
        int group = Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[2]);
        Child own = new Child(group, child.handle(), null, null, null);
        assertThat(own.kill(NO_SIGNAL)).isEqualTo("Invalid argument");
    }
}

package org.gemel.platform.linux.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.List;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.PlatformException;
import org.gemel.platform.linux.internal.loop.KernelLoop;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for any user, in the namespace that the test runs in. */
class LinuxPlatformTest {

    @BeforeEach
    void onLinux() {
        assumeTrue(com.sun.jna.Platform.isLinux(), "needs Linux");
    }

    @Test
    void itKnowsTheLinksFromTheStart() throws Exception {
        try (LinuxPlatform platform = new LinuxPlatform(null)) {
            assertThat(links(platform)).extracting(Link::name).contains("lo");
        }
    }

    @Test
    void theNetworkRefusesOtherThreadsThanTheLoop() throws Exception {
        try (LinuxPlatform platform = new LinuxPlatform(null)) {
            assertThatThrownBy(() -> platform.network().links())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the network is for the loop thread only");
        }
    }

    @Test
    void closingEndsTheLoopThread() throws Exception {
        LinuxPlatform platform = new LinuxPlatform(null);
        Thread loop = ((KernelLoop) platform.loop()).call(Thread::currentThread);
        assertThat(loop.getName()).isEqualTo("gemel-loop");

        platform.close();

        assertThat(loop.isAlive()).isFalse();
    }

    @Test
    void aNamespaceThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> new LinuxPlatform(Path.of("/nonexistent/netns")))
                .isInstanceOf(PlatformException.class)
                .hasMessage("cannot enter the network namespace /nonexistent/netns: No such file or directory");
    }

    @Test
    void howToMakeANamespaceIsSaid() {
        assertThatThrownBy(() -> new LinuxPlatform(Path.of("/run/netns/no-such-one")))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("make it with: ip netns add no-such-one");
    }

    private static List<Link> links(LinuxPlatform platform) throws PlatformException {
        return ((KernelLoop) platform.loop()).call(platform.network()::links);
    }
}

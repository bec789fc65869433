package org.gemel.config.internal.reader;

import static org.assertj.core.api.Assertions.assertThat;

import org.gemel.api.config.Position;
import org.gemel.config.internal.check.Diagnostics;
import org.junit.jupiter.api.Test;

class MemoryTest {

    private static final long MEBIBYTE = 1024 * 1024;

    private final Memory memory = new Memory(64 * MEBIBYTE);
    private final Position start = new Position("a.conf", 1, 1);
    private final Diagnostics diagnostics = new Diagnostics();

    @Test
    void aSixteenthMayBeText() {
        assertThat(memory.refuses(start, 4 * MEBIBYTE, diagnostics)).isFalse();
        assertThat(diagnostics.inOrderOfText()).isEmpty();
    }

    @Test
    void aLongerTextIsRefusedWithWhatItWouldTake() {
        assertThat(memory.refuses(start, 50 * MEBIBYTE, diagnostics)).isTrue();
        assertThat(diagnostics.inOrderOfText()).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.code()).isEqualTo("file-too-large");
            assertThat(diagnostic.message()).contains("has 50 MiB", "the 64 MiB", "may have 4");
            assertThat(diagnostic.advice()).contains("GEMEL_JAVA_OPTS=-Xmx1600m");
        });
    }

    @Test
    void sixThousandVirtualRoutersMayRun() {
        memory.judge(start, 6_000, diagnostics);
        assertThat(diagnostics.inOrderOfText()).isEmpty();
    }

    @Test
    void moreVirtualRoutersThanCouldRunAreRefusedWithWhatTheyWouldTake() {
        memory.judge(start, 10_000, diagnostics);
        assertThat(diagnostics.inOrderOfText()).singleElement().satisfies(diagnostic -> {
            assertThat(diagnostic.code()).isEqualTo("too-many-virtual-routers");
            assertThat(diagnostic.message()).contains("10000 virtual routers", "98 MiB", "may use 64");
            assertThat(diagnostic.advice()).contains("GEMEL_JAVA_OPTS=-Xmx195m");
        });
    }
}

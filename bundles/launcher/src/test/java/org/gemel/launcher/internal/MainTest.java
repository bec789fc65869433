package org.gemel.launcher.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {

    @Test
    void aFailureHasAnExitCodeOfItsOwn() {
        assertThat(Main.guarded(() -> {
                    throw new Failure(ExitCode.NOT_RUNNING, "nobody is there");
                }))
                .isEqualTo(ExitCode.NOT_RUNNING);
    }

    @Test
    void anythingElseEndsTheProcessTooAsADefect() {
        assertThat(Main.guarded(() -> {
                    throw new OutOfMemoryError("Metaspace");
                }))
                .isEqualTo(ExitCode.INTERNAL);
    }
}

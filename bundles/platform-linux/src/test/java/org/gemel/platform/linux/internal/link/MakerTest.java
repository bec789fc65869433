package org.gemel.platform.linux.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MakerTest {

    @BeforeEach
    void needsProc() {
        assumeTrue(com.sun.jna.Platform.isLinux(), "/proc needs Linux");
    }

    @Test
    void thisProcessLives() throws Exception {
        assertThat(Maker.self().dead(Maker.self())).isFalse();
        assertThat(Maker.parse(Maker.self().text())).contains(Maker.self());
    }

    @Test
    void anotherProcessThatGotTheSameNumberLaterIsNotIt() throws Exception {
        Maker self = Maker.self();

        assertThat(new Maker(self.pid(), self.start() - 1, self.namespace()).dead(self))
                .isTrue();
    }

    @Test
    void aNumberThatNobodyHasIsDead() throws Exception {
        Maker self = Maker.self();

        assertThat(new Maker(4194303, 1, self.namespace()).dead(self)).isTrue();
    }

    @Test
    void ofAnotherNamespaceNobodyCanTell() throws Exception {
        Maker self = Maker.self();

        assertThat(new Maker(4194303, 1, self.namespace() + 1).dead(self)).isFalse();
    }
}

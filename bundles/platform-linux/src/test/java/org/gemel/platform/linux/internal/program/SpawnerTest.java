package org.gemel.platform.linux.internal.program;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpawnerTest {

    @ParameterizedTest
    @CsvSource({
        "PATH, true",
        "HOME, true",
        "OLD_IFS, true",
        "IFS, false",
        "LD_PRELOAD, false",
        "LD_LIBRARY_PATH, false",
        "NOTIFY_SOCKET, false",
        "WATCHDOG_USEC, false",
    })
    void whatWouldMakeAShellOrTheLoaderDoOthersWillIsNotInherited(String variable, boolean inherited) {
        assertThat(Spawner.harmless(variable)).isEqualTo(inherited);
    }
}

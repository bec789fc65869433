package org.gemel.platform.linux.internal.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Pointer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpawnerTest {

    @Test
    void aLibraryThatCannotChooseTheDirectoryIsNoHarm() {
        assumeTrue(com.sun.jna.Platform.isLinux(), "needs Linux");
        assertThat(SpawnDirectory.set("no_such_function", Pointer.NULL, Pointer.NULL))
                .isFalse();
    }

    @Test
    void aShellChoosesItWhereTheLibraryCannot() {
        assertThat(Spawner.inRoot(List.of("/bin/x", "a b")))
                .containsExactly("/bin/sh", "-c", "cd / && exec \"$@\"", "sh", "/bin/x", "a b");
    }

    /** Behaviour 25. */
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
        "GEMEL_LENT, false",
    })
    void whatWouldMakeAShellOrTheLoaderDoOthersWillIsNotInherited(String variable, boolean inherited) {
        assertThat(Spawner.harmless(variable)).isEqualTo(inherited);
    }

    @Test
    void theLocaleThatIsJavasAloneIsNotInherited() {
        assertThat(Spawner.environment(Map.of("LC_CTYPE", "C.UTF-8", "GEMEL_LENT", "LC_CTYPE"), Map.of("A", "1")))
                .containsExactly("A=1");
        assertThat(Spawner.environment(Map.of("LC_CTYPE", "de_CH"), Map.of())).containsExactly("LC_CTYPE=de_CH");
    }
}

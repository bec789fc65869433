package org.gemel.platform.linux.internal.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import org.gemel.platform.linux.internal.libc.Abi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTest {

    @Test
    void anEntryThatDoesNotFitGetsMoreRoom() throws Exception {
        assumeTrue(com.sun.jna.Platform.isLinux(), "needs Linux");
        List<Integer> rooms = new ArrayList<>();
        Pointer entry = Identity.look((at, space, room, result) -> {
            rooms.add(room);
            if (room < 100_000) {
                return Abi.ERANGE;
            }
            result.setPointer(0, at);
            return 0;
        });
        assertThat(entry).isNotNull();
        assertThat(rooms).containsExactly(16_384, 65_536, 262_144);
    }

    @ParameterizedTest
    @CsvSource({
        "0, true",
        "4294967294, true",
        "4294967295, false",
        "9999999999, false",
        "10000000000, false",
        "-1, false",
        "12a, false",
        "'', false",
    })
    void aNumberIsWhatTheKernelTakesAsAnId(String text, boolean number) {
        assertThat(Identity.isNumber(text)).isEqualTo(number);
    }
}

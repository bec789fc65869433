package org.gemel.platform.linux.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrivilegesTest {

    @Test
    void rootLacksNothing() {
        assertThat(missing("000001ffffffffff")).isEmpty();
    }

    @Test
    void theTwoCapabilitiesAreEnough() {
        assertThat(missing("0000000000003000")).isEmpty();
    }

    @Test
    void withoutNetAdminItSaysWhatIsMissingWhyAndWhatToDo() {
        assertThat(missing("0000000000002000"))
                .singleElement()
                .asString()
                .startsWith("CAP_NET_ADMIN is missing, so no address can be put on an interface: run as root")
                .contains("AmbientCapabilities=");
    }

    @Test
    void withoutNetRawItSaysWhatIsMissingWhyAndWhatToDo() {
        assertThat(missing("0000000000001000"))
                .singleElement()
                .asString()
                .startsWith("CAP_NET_RAW is missing, so VRRP can be neither sent nor heard: run as root");
    }

    @Test
    void anOrdinaryUserLacksBoth() {
        assertThat(missing("0000000000000000")).hasSize(2);
    }

    private static List<String> missing(String effective) {
        return Privileges.missing(List.of("Name:\tjava", "CapPrm:\t0000000000000000", "CapEff:\t" + effective));
    }
}

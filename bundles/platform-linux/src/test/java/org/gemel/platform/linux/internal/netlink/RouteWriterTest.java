package org.gemel.platform.linux.internal.netlink;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import org.gemel.api.config.VirtualAddress;
import org.junit.jupiter.api.Test;

/** Requests are, byte for byte, what iproute2 6.1 sent for the same purpose, recorded on x86-64. */
class RouteWriterTest {

    private static final int SEQUENCE = 0x6b042feb;

    private final ByteBuffer out = ByteBuffer.allocate(RouteWriter.LONGEST).order(ByteOrder.LITTLE_ENDIAN);

    /** IFA_PROTO with the number that routes of VRRP bear. */
    private static final String ORIGIN = "05000b0012000000";

    @Test
    void anIpv4LeaseIsWhatAddrReplaceSendsWithLifetimes() throws Exception {
        VirtualAddress address =
                new VirtualAddress(address("10.1.2.3"), 24, "eth0", 253, address("10.1.2.255"), "eth0:vip");

        RouteWriter.lease(out, SEQUENCE, 3, address, 30, true);

        assertThat(written())
                .isEqualTo("5c00000014000505eb2f046b00000000" + "021800fd03000000" + "080002000a010203"
                        + "080004000a0102ff" + "0d000300657468303a76697000000000" + "080001000a010203"
                        + "140006001e0000001e0000000000000000000000" + ORIGIN);
    }

    @Test
    void aLoneIpv6LeaseIsWhatAddrReplaceSendsWithNodadAndNoPreferredLifetime() throws Exception {
        RouteWriter.lease(out, SEQUENCE, 3, ipv6(128), 30, true);

        assertThat(written())
                .isEqualTo("5c00000014000505eb2f046b00000000" + "0a80020003000000"
                        + "14000200fd000000000000000000000000000009" + "14000100fd000000000000000000000000000009"
                        + "14000600000000001e0000000000000000000000" + ORIGIN);
    }

    @Test
    void anIpv6LeaseWithAPrefixIsPreferredAsLongAsItIsValid() throws Exception {
        RouteWriter.lease(out, SEQUENCE, 3, ipv6(64), 30, true);

        assertThat(written()).endsWith("140006001e0000001e0000000000000000000000" + ORIGIN);
    }

    @Test
    void anIpv6LeaseWithoutThePrefixRouteSaysSoInAFlagsAttribute() throws Exception {
        RouteWriter.lease(out, SEQUENCE, 3, ipv6(64), 30, false);

        assertThat(written()).endsWith("140006001e0000001e0000000000000000000000" + "0800080002020000" + ORIGIN);
    }

    @Test
    void aReleaseIsWhatAddrDelSends() throws Exception {
        RouteWriter.release(out, SEQUENCE, 3, ipv6(128));

        assertThat(written())
                .isEqualTo("4000000015000500eb2f046b00000000" + "0a80000003000000"
                        + "14000200fd000000000000000000000000000009" + "14000100fd000000000000000000000000000009");
    }

    @Test
    void theLongestRequestFits() throws Exception {
        VirtualAddress address =
                new VirtualAddress(address("10.1.2.3"), 24, "eth0", 253, address("10.1.2.255"), "fifteen-letters");

        RouteWriter.lease(out, SEQUENCE, 3, address, Integer.MAX_VALUE, true);

        assertThat(out.limit()).isLessThan(RouteWriter.LONGEST);
    }

    private static VirtualAddress ipv6(int prefixLength) throws UnknownHostException {
        return new VirtualAddress(address("fd00::9"), prefixLength, "eth0", 0, null, null);
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }

    private String written() {
        return HexFormat.of().formatHex(out.array(), out.position(), out.limit());
    }
}

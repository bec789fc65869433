package org.gemel.platform.linux.internal.packet;

import java.lang.ref.Reference;
import org.gemel.api.config.Family;
import org.gemel.platform.linux.internal.libc.Abi;
import org.gemel.platform.linux.internal.libc.Descriptor;
import org.gemel.platform.linux.internal.libc.NativeBuffer;

/** Classic BPF programs: which packets a socket queues. */
public final class PacketFilter {

    // struct sock_filter { u16 code; u8 jt; u8 jf; u32 k; } <linux/filter.h>
    private static final int INSTRUCTION = 8;
    private static final int LOAD_BYTE = 0x30;
    /** BPF_LDX | BPF_B | BPF_MSH: the length of an IPv4 header, into the index. */
    private static final int LOAD_HEADER_LENGTH = 0xb1;
    /** BPF_LD | BPF_B | BPF_IND: a byte counted from the index. */
    private static final int LOAD_BYTE_BEHIND = 0x50;

    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int JUMP_IF_GREATER = 0x25;
    private static final int RETURN = 0x06;
    /** SKF_AD_OFF + SKF_AD_PKTTYPE: not a byte of the packet but whom it is for. */
    private static final int PACKET_TYPE = -0x1000 + 4;

    private static final int WHOLE = 0x40000;

    private static final int IPV4_PROTOCOL = 9;
    private static final int IPV6_NEXT_HEADER = 6;

    private PacketFilter() {}

    /**
     * Lets VRRP packets through that are for this host, all hosts or a group, and not those that this host sends; over IPv4
     * also those behind an authentication header, but not the rest of IPsec.
     */
    static int onlyVrrp(Descriptor packetSocket, Family family) {
        return family == Family.IPV4 ? onlyVrrp4(packetSocket) : onlyVrrp6(packetSocket);
    }

    private static int onlyVrrp4(Descriptor packetSocket) {
        return attach(packetSocket, new int[][] {
            {LOAD_BYTE, 0, 0, IPV4_PROTOCOL},
            {JUMP_IF_EQUAL, 4, 0, Abi.IPPROTO_VRRP},
            {JUMP_IF_EQUAL, 0, 6, Abi.IPPROTO_AH},
            {LOAD_HEADER_LENGTH, 0, 0, 0},
            {LOAD_BYTE_BEHIND, 0, 0, 0},
            {JUMP_IF_EQUAL, 0, 3, Abi.IPPROTO_VRRP},
            {LOAD_BYTE, 0, 0, PACKET_TYPE},
            {JUMP_IF_GREATER, 1, 0, Abi.PACKET_MULTICAST},
            {RETURN, 0, 0, WHOLE},
            {RETURN, 0, 0, 0},
        });
    }

    private static int onlyVrrp6(Descriptor packetSocket) {
        return attach(packetSocket, new int[][] {
            {LOAD_BYTE, 0, 0, IPV6_NEXT_HEADER},
            {JUMP_IF_EQUAL, 0, 3, Abi.IPPROTO_VRRP},
            {LOAD_BYTE, 0, 0, PACKET_TYPE},
            {JUMP_IF_GREATER, 1, 0, Abi.PACKET_MULTICAST},
            {RETURN, 0, 0, WHOLE},
            {RETURN, 0, 0, 0},
        });
    }

    /** Lets nothing through. Returns 0 or the error number. */
    public static int nothing(Descriptor socket) {
        return attach(socket, new int[][] {{RETURN, 0, 0, 0}});
    }

    /** Returns 0 or the error number. */
    private static int attach(Descriptor socket, int[][] program) {
        NativeBuffer filter = NativeBuffer.allocate(program.length * INSTRUCTION);
        for (int[] instruction : program) {
            filter.bytes()
                    .putShort((short) instruction[0])
                    .put((byte) instruction[1])
                    .put((byte) instruction[2])
                    .putInt(instruction[3]);
        }
        NativeBuffer reference = Abi.filterProgram(program.length, filter.pointer());
        int error = socket.option(Abi.SOL_SOCKET, Abi.SO_ATTACH_FILTER, reference);
        // The kernel has copied it by now; until then the collector must not take the memory.
        Reference.reachabilityFence(filter);
        return error;
    }
}

package org.gemel.platform.linux.internal.libc;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/**
 * The kernel's binary interface as far as it is used here: constants, and structures written field by field. Each group
 * names the header it is from. Values are those of the generic ABI (x86, ARM, RISC-V, PowerPC); MIPS has its own where said.
 * The messages of rtnetlink are laid out beside their codec.
 */
public final class Abi {

    private static final boolean MIPS = Platform.isMIPS();

    private Abi() {}

    // <errno.h>
    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int ESRCH = 3;
    public static final int EINTR = 4;
    public static final int ENOEXEC = 8;
    public static final int EAGAIN = 11;
    public static final int EACCES = 13;
    public static final int EEXIST = 17;
    public static final int ENODEV = 19;
    public static final int ENOSPC = 28;
    public static final int ERANGE = 34;
    public static final int ENOSYS = MIPS ? 89 : 38;
    public static final int ENOBUFS = MIPS ? 132 : 105;
    public static final int ENODATA = 61;
    public static final int EOPNOTSUPP = MIPS ? 122 : 95;
    public static final int EADDRINUSE = MIPS ? 125 : 98;
    public static final int EADDRNOTAVAIL = MIPS ? 126 : 99;
    public static final int ENETUNREACH = MIPS ? 128 : 101;

    public static final int ECONNREFUSED = MIPS ? 146 : 111;

    // <fcntl.h>
    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 1;
    public static final int O_RDWR = 2;
    public static final int O_NONBLOCK = MIPS ? 0x80 : 0x800;
    public static final int O_CLOEXEC = 0x80000;
    /** To name a file without opening it. */
    public static final int O_PATH = 0x200000;

    public static final int F_SETFL = 4;

    // <spawn.h>, <signal.h>, <sys/wait.h>
    /** POSIX_SPAWN_SETPGROUP, POSIX_SPAWN_SETSIGDEF, POSIX_SPAWN_SETSIGMASK */
    public static final short POSIX_SPAWN_OWN_GROUP_AND_SIGNALS = 0x02 | 0x04 | 0x08;

    public static final int SIGKILL = 9;
    public static final int SIGTERM = 15;
    public static final int WNOHANG = 1;

    // <sys/prctl.h>
    public static final int PR_GET_DUMPABLE = 3;
    public static final int PR_SET_DUMPABLE = 4;
    public static final int PR_CAP_AMBIENT = 47;
    public static final int PR_CAP_AMBIENT_CLEAR_ALL = 4;

    // <sched.h>, <sys/resource.h>
    public static final int CLONE_NEWNET = 0x40000000;
    public static final int SCHED_OTHER = 0;
    public static final int SCHED_RR = 2;
    public static final int SCHED_RESET_ON_FORK = 0x40000000;
    public static final int PRIO_PROCESS = 0;
    public static final int RLIMIT_RTTIME = 15;

    /** struct rlimit64 { uint64_t soft, hard; }; all ones are no limit. */
    public static final int RLIMIT64_SIZE = 16;

    // <asm/mman.h>
    public static final int MCL_CURRENT = Platform.isPPC() ? 0x2000 : 1;
    public static final int MCL_FUTURE = Platform.isPPC() ? 0x4000 : 2;
    public static final int MCL_ONFAULT = Platform.isPPC() ? 0x8000 : 4;

    // <asm/unistd.h>
    public static final int SYS_SCHED_SETSCHEDULER = schedSetScheduler();
    public static final int SYS_PRLIMIT64 = prlimit64();

    // <sys/socket.h>, <asm/socket.h>
    public static final int AF_INET = 2;
    public static final int AF_INET6 = 10;
    public static final int AF_NETLINK = 16;
    public static final int AF_PACKET = 17;
    public static final int SOCK_DGRAM = MIPS ? 1 : 2;
    public static final int SOCK_RAW = 3;
    /** Added to a socket's type. */
    public static final int SOCK_NONBLOCK_CLOEXEC = O_NONBLOCK | O_CLOEXEC;

    public static final int SOL_SOCKET = MIPS ? 0xffff : 1;
    public static final int SO_RCVBUF = MIPS ? 0x1002 : 8;
    public static final int SO_PRIORITY = 12;
    public static final int SO_BINDTODEVICE = 25;
    public static final int SO_ATTACH_FILTER = 26;
    public static final int SO_MARK = 36;
    public static final int MSG_ERRQUEUE = 0x2000;
    public static final int SO_RCVBUFFORCE = 33;
    public static final int SO_SNDBUFFORCE = MIPS ? 31 : 32;

    // <linux/in.h>, <linux/in6.h>
    public static final int IPPROTO_IP = 0;
    public static final int IP_TOS = 1;
    public static final int IP_TTL = 2;
    public static final int IP_PKTINFO = 8;
    public static final int IP_RECVERR = 11;
    public static final int IP_RECVTTL = 12;
    public static final int IP_HDRINCL = 3;
    public static final int IP_MULTICAST_LOOP = 34;
    public static final int IP_ADD_MEMBERSHIP = 35;
    public static final int IPPROTO_ICMP = 1;
    public static final int IPPROTO_IPV6 = 41;
    public static final int IPPROTO_ICMPV6 = 58;
    public static final int IPV6_RECVERR = 25;
    public static final int IPV6_UNICAST_HOPS = 16;
    public static final int IPV6_MULTICAST_LOOP = 19;
    public static final int IPV6_JOIN_GROUP = 20;
    public static final int IPV6_V6ONLY = 26;
    public static final int IPV6_HDRINCL = 36;
    public static final int IPV6_RECVPKTINFO = 49;
    public static final int IPV6_PKTINFO = 50;
    public static final int IPV6_RECVHOPLIMIT = 51;
    public static final int IPV6_HOPLIMIT = 52;
    public static final int IPV6_TCLASS = 67;
    /** The authentication header. */
    public static final int IPPROTO_AH = 51;

    public static final int IPPROTO_VRRP = 112;

    // <linux/if_ether.h>, <linux/if_packet.h>
    public static final int ETH_P_IP = 0x0800;
    public static final int ETH_P_IPV6 = 0x86dd;
    public static final int SOL_PACKET = 263;
    public static final int PACKET_IGNORE_OUTGOING = 23;
    /** The last of PACKET_HOST, PACKET_BROADCAST, PACKET_MULTICAST; what follows is not for this host or from it. */
    public static final int PACKET_MULTICAST = 2;

    // <linux/netlink.h>, <linux/rtnetlink.h>
    public static final int NETLINK_ROUTE = 0;
    public static final short NLMSG_DONE = 3;
    public static final int SOL_NETLINK = 270;
    public static final int NETLINK_CAP_ACK = 10;
    public static final int NETLINK_EXT_ACK = 11;
    public static final int RTMGRP_LINK = 0x1;
    public static final int RTMGRP_IPV4_IFADDR = 0x10;
    public static final int RTMGRP_IPV6_IFADDR = 0x100;

    // <time.h>, <sys/timerfd.h>
    public static final int CLOCK_MONOTONIC = 1;
    public static final int TFD_TIMER_ABSTIME = 1;

    // <poll.h>
    public static final int POLLIN = 1;

    /** struct pollfd { int fd; short events; short revents; } */
    public static final int POLLFD_SIZE = 8;

    // <sys/epoll.h>
    public static final int EPOLLIN = 0x1;
    public static final int EPOLLET = 1 << 31;
    public static final int EPOLL_CTL_ADD = 1;
    public static final int EPOLL_CTL_DEL = 2;

    /**
     * struct epoll_event { uint32_t events; uint64_t data; }, packed on x86 only. Of the data the first four bytes are used.
     */
    public static final int EPOLL_EVENT_DATA = Platform.isIntel() ? 4 : 8;

    public static final int EPOLL_EVENT_SIZE = EPOLL_EVENT_DATA + 8;

    /** struct itimerspec { struct timespec it_interval, it_value; }; a timespec is two longs. */
    public static final int ITIMERSPEC_SIZE = 4 * Native.LONG_SIZE;

    public static final int TIMESPEC_SIZE = 2 * Native.LONG_SIZE;

    private static int schedSetScheduler() {
        boolean wide = Native.LONG_SIZE == Long.BYTES;
        if (MIPS) {
            return wide ? 5141 : 4160;
        }
        if (Platform.isIntel()) {
            return wide ? 144 : 156;
        }
        boolean old = Platform.isARM() && !wide || Platform.isPPC() || Platform.ARCH.startsWith("s390");
        // The generic number is that of 64-bit ARM, RISC-V and all that came after.
        return old ? 156 : 119;
    }

    private static int prlimit64() {
        boolean wide = Native.LONG_SIZE == Long.BYTES;
        if (MIPS) {
            return wide ? 5297 : 4338;
        }
        if (Platform.isIntel()) {
            return wide ? 302 : 340;
        }
        if (Platform.isARM() && !wide) {
            return 369;
        }
        if (Platform.isPPC()) {
            return 325;
        }
        return Platform.ARCH.startsWith("s390") ? 334 : 261;
    }

    private static final long SECOND = 1_000_000_000L;

    /** A time in nanoseconds as the it_value of an itimerspec that does not repeat. */
    public static void putTimerValue(ByteBuffer itimerspec, long nanos) {
        putLong(itimerspec, 2 * Native.LONG_SIZE, nanos / SECOND);
        putLong(itimerspec, 3 * Native.LONG_SIZE, nanos % SECOND);
    }

    /** A timespec in nanoseconds. */
    public static long timespec(ByteBuffer timespec) {
        return getLong(timespec, 0) * SECOND + getLong(timespec, Native.LONG_SIZE);
    }

    /** struct sockaddr_nl { u16 family; u16 pad; u32 pid; u32 groups; } <linux/netlink.h>; pid 0 is the kernel. */
    public static NativeBuffer netlinkAddress(int groups) {
        NativeBuffer address = NativeBuffer.allocate(12);
        address.bytes().putShort(0, (short) AF_NETLINK).putInt(8, groups);
        return address;
    }

    /**
     * struct sockaddr_ll { u16 family; be16 protocol; int ifindex; u16 hatype; u8 pkttype; u8 halen; u8 addr[8]; }
     * <linux/if_packet.h>
     */
    public static NativeBuffer linkAddress(int protocol, int ifindex) {
        NativeBuffer address = NativeBuffer.allocate(20);
        address.bytes()
                .putShort(0, (short) AF_PACKET)
                .put(2, (byte) (protocol >> 8))
                .put(3, (byte) protocol)
                .putInt(4, ifindex);
        return address;
    }

    /** struct in_pktinfo { int ifindex; u8 spec_dst[4]; u8 addr[4]; } <linux/in.h> */
    public static final int IN_PKTINFO_LINK = 0;

    /** struct in6_pktinfo { u8 addr[16]; int ifindex; } <linux/ipv6.h> */
    public static final int IN6_PKTINFO_LINK = 16;

    /** struct sockaddr_in { u16 family; be16 port; u8 addr[4]; u8 zero[8]; } <linux/in.h> */
    public static final int SOCKADDR_IN_ADDRESS = 4;

    /** struct sockaddr_in6 { u16 family; be16 port; be32 flowinfo; u8 addr[16]; u32 scope_id; } <linux/in6.h> */
    public static final int SOCKADDR_IN6_ADDRESS = 8;

    /** A sockaddr_in with no address yet. */
    public static NativeBuffer inetAddress() {
        NativeBuffer address = NativeBuffer.allocate(16);
        address.bytes().putShort(0, (short) AF_INET);
        return address;
    }

    /** A sockaddr_in6 with no address yet, in the scope of a link. */
    public static NativeBuffer inet6Address(int ifindex) {
        NativeBuffer address = NativeBuffer.allocate(28);
        address.bytes().putShort(0, (short) AF_INET6).putInt(24, ifindex);
        return address;
    }

    /**
     * struct ip_mreqn { u8 multiaddr[4]; u8 address[4]; int ifindex; } <linux/in.h>, or struct ipv6_mreq { u8
     * multiaddr[16]; int ifindex; } <linux/in6.h>
     */
    public static NativeBuffer membership(byte[] group, int ifindex) {
        boolean ipv4 = group.length == 4;
        NativeBuffer request = NativeBuffer.allocate(ipv4 ? 12 : 20);
        request.bytes().put(0, group).putInt(ipv4 ? 8 : 16, ifindex);
        return request;
    }

    /** struct sock_fprog { unsigned short len; struct sock_filter *filter; } <linux/filter.h> */
    public static NativeBuffer filterProgram(int instructions, Pointer filter) {
        NativeBuffer program = NativeBuffer.allocate(2 * Native.POINTER_SIZE);
        program.bytes().putShort(0, (short) instructions);
        program.pointer().setPointer(Native.POINTER_SIZE, filter);
        return program;
    }

    private static void putLong(ByteBuffer buffer, int offset, long value) {
        if (Native.LONG_SIZE == Long.BYTES) {
            buffer.putLong(offset, value);
        } else {
            buffer.putInt(offset, (int) value);
        }
    }

    private static long getLong(ByteBuffer buffer, int offset) {
        return Native.LONG_SIZE == Long.BYTES ? buffer.getLong(offset) : buffer.getInt(offset);
    }
}

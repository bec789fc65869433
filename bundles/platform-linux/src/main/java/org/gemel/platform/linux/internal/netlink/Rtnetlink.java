package org.gemel.platform.linux.internal.netlink;

/** How rtnetlink messages lie in memory, all in the machine's byte order. Sizes and offsets are in bytes. */
final class Rtnetlink {

    private Rtnetlink() {}

    // struct nlmsghdr { u32 len; u16 type; u16 flags; u32 seq; u32 pid; } <linux/netlink.h>
    static final int HEADER = 16;
    static final int HEADER_TYPE = 4;
    static final int HEADER_FLAGS = 6;
    static final int HEADER_SEQUENCE = 8;
    static final int HEADER_PORT = 12;

    static final int NLMSG_ERROR = 2;
    static final int NLMSG_DONE = 3;

    static final int NLM_F_REQUEST = 0x1;
    static final int NLM_F_ACK = 0x4;
    static final int NLM_F_DUMP_INTR = 0x10;
    static final int NLM_F_DUMP = 0x300;
    static final int NLM_F_REPLACE = 0x100;
    static final int NLM_F_EXCL = 0x200;
    static final int NLM_F_CREATE = 0x400;
    /** In an answer: the request is not repeated after its header. */
    static final int NLM_F_CAPPED = 0x100;
    /** In an answer: attributes follow. */
    static final int NLM_F_ACK_TLVS = 0x200;

    // struct nlmsgerr { int error; struct nlmsghdr msg; }, then the request unless capped, then attributes
    static final int ERROR_ATTRIBUTES = HEADER + 4 + HEADER;
    static final int NLMSGERR_ATTR_MSG = 1;

    // struct rtattr { u16 len; u16 type; } <linux/rtnetlink.h>; the next one begins at a multiple of four
    static final int ATTRIBUTE = 4;
    static final int ATTRIBUTE_TYPE_MASK = 0x3fff;

    static final int RTM_NEWLINK = 16;
    static final int RTM_DELLINK = 17;
    static final int RTM_GETLINK = 18;
    static final int RTM_NEWADDR = 20;
    static final int RTM_DELADDR = 21;
    static final int RTM_GETADDR = 22;

    // struct ifinfomsg { u8 family; u8 pad; u16 type; int index; u32 flags; u32 change; } <linux/rtnetlink.h>
    static final int LINK_BODY = 16;
    static final int LINK_INDEX = 4;
    static final int LINK_FLAGS = 8;
    static final int LINK_CHANGE = 12;
    static final int IFF_UP = 0x1;
    static final int IFF_RUNNING = 0x40;
    static final int IFF_LOWER_UP = 0x10000;
    static final int IFLA_ADDRESS = 1;
    static final int IFLA_IFNAME = 3;
    static final int IFLA_MTU = 4;
    static final int IFLA_LINK = 5;
    static final int IFLA_MASTER = 10;
    static final int IFLA_LINKINFO = 18;
    static final int IFLA_IFALIAS = 20;
    static final int IFLA_GROUP = 27;
    static final int IFLA_INFO_KIND = 1;
    static final int IFLA_INFO_DATA = 2;

    // <linux/if_link.h>
    static final int IFLA_MACVLAN_MODE = 1;
    static final int MACVLAN_MODE_PRIVATE = 1;
    static final int IFLA_IPVLAN_MODE = 1;
    static final int IPVLAN_MODE_L2 = 0;
    static final int IFLA_IPVLAN_FLAGS = 2;
    static final int IPVLAN_F_PRIVATE = 1;
    static final int IPVLAN_F_VEPA = 2;

    // struct ifaddrmsg { u8 family; u8 prefixlen; u8 flags; u8 scope; u32 index; } <linux/if_addr.h>
    static final int ADDRESS_BODY = 8;
    static final int ADDRESS_PREFIX = 1;
    static final int ADDRESS_FLAGS = 2;
    static final int ADDRESS_INDEX = 4;
    static final int IFA_ADDRESS = 1;
    static final int IFA_LOCAL = 2;
    static final int IFA_LABEL = 3;
    static final int IFA_BROADCAST = 4;
    /** struct ifa_cacheinfo { u32 preferred; u32 valid; u32 created; u32 updated; }, lifetimes in seconds. */
    static final int IFA_CACHEINFO = 6;

    static final int IFA_FLAGS = 8;
    /** Who put it there, a number between users, as for routes; kernels before 5.18 pass over it. */
    static final int IFA_PROTO = 11;

    static final int IFA_F_NODAD = 0x2;
    static final int IFA_F_HOMEADDRESS = 0x10;
    static final int IFA_F_PERMANENT = 0x80;
    /** These are too large for the field in the body, so they are sent as the attribute. */
    static final int IFA_F_MANAGETEMPADDR = 0x100;

    static final int IFA_F_NOPREFIXROUTE = 0x200;
    static final int IFA_F_MCAUTOJOIN = 0x400;
}

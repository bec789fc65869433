package org.gemel.platform.linux.internal.netlink;

/** How rtnetlink messages about routes and rules lie in memory. Sizes and offsets are in bytes. */
final class Routing {

    private Routing() {}

    static final int RTM_NEWROUTE = 24;
    static final int RTM_DELROUTE = 25;
    static final int RTM_NEWRULE = 32;
    static final int RTM_DELRULE = 33;

    static final int NLM_F_EXCL = 0x200;
    static final int NLM_F_APPEND = 0x800;

    // The bits of RTNLGRP_IPV4_ROUTE, RTNLGRP_IPV4_RULE, RTNLGRP_IPV6_ROUTE and RTNLGRP_IPV6_RULE
    static final int GROUPS = 1 << 6 | 1 << 7 | 1 << 10 | 1 << 18;

    // struct rtmsg { u8 family, dst_len, src_len, tos, table, protocol, scope, type; u32 flags; } <linux/rtnetlink.h>
    static final int ROUTE_BODY = 12;
    static final int DESTINATION_LENGTH = 1;
    static final int SOURCE_LENGTH = 2;
    static final int TOS = 3;
    static final int TABLE = 4;
    static final int PROTOCOL = 5;

    /** Of a table whose number does not fit into the body: RT_TABLE_UNSPEC. */
    static final int TABLE_IN_ATTRIBUTE = 0;

    static final int SCOPE_NOWHERE = 255;
    static final int RTM_F_CLONED = 0x200;
    static final int RTNH_F_ONLINK = 4;

    static final int RTA_DST = 1;
    static final int RTA_SRC = 2;
    static final int RTA_OIF = 4;
    static final int RTA_GATEWAY = 5;
    static final int RTA_PRIORITY = 6;
    static final int RTA_PREFSRC = 7;
    static final int RTA_METRICS = 8;
    static final int RTA_MULTIPATH = 9;
    static final int RTA_FLOW = 11;
    static final int RTA_TABLE = 15;
    /** A gateway of another family: struct rtvia { u16 family; u8 address[]; } */
    static final int RTA_VIA = 18;

    static final int RTA_PREF = 20;
    static final int RTA_EXPIRES = 23;
    static final int RTA_TTL_PROPAGATE = 26;

    /** The bits of the metrics that are locked. */
    static final int RTAX_LOCK = 1;

    static final int RTAX_CC_ALGO = 16;

    // struct rtnexthop { u16 len; u8 flags; u8 hops; int ifindex; }, attributes follow
    static final int NEXT_HOP = 8;

    // struct fib_rule_hdr { u8 family, dst_len, src_len, tos, table, res1, res2, action; u32 flags; }
    // <linux/fib_rules.h>
    static final int RULE_BODY = 12;
    static final int ACTION = 7;
    static final int FIB_RULE_INVERT = 2;
    static final int FR_ACT_TO_TBL = 1;
    static final int FR_ACT_GOTO = 2;
    static final int FR_ACT_NOP = 3;
    static final int FR_ACT_BLACKHOLE = 6;
    static final int FR_ACT_UNREACHABLE = 7;
    static final int FR_ACT_PROHIBIT = 8;

    static final int FRA_DST = 1;
    static final int FRA_SRC = 2;
    static final int FRA_IIFNAME = 3;
    static final int FRA_GOTO = 4;
    static final int FRA_PRIORITY = 6;
    static final int FRA_FWMARK = 10;
    static final int FRA_FLOW = 11;
    static final int FRA_TUN_ID = 12;
    static final int FRA_SUPPRESS_IFGROUP = 13;
    static final int FRA_SUPPRESS_PREFIXLEN = 14;
    static final int FRA_TABLE = 15;
    static final int FRA_FWMASK = 16;
    static final int FRA_OIFNAME = 17;
    static final int FRA_L3MDEV = 19;
    static final int FRA_UID_RANGE = 20;
    static final int FRA_PROTOCOL = 21;
    static final int FRA_IP_PROTO = 22;
    static final int FRA_SPORT_RANGE = 23;
    static final int FRA_DPORT_RANGE = 24;
}

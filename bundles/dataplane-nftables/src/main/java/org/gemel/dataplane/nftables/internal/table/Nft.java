package org.gemel.dataplane.nftables.internal.table;

/** Numbers of nf_tables, from <linux/netfilter/nf_tables.h>, <linux/netfilter/nfnetlink.h> and <linux/netfilter.h>. */
public final class Nft {

    private Nft() {}

    static final int BATCH_BEGIN = 0x10;
    static final int BATCH_END = 0x11;
    static final int SUBSYSTEM = 10;

    static final int INET = 1;
    public static final int IPV4 = 2;
    public static final int IPV6 = 10;

    static final int NEW_TABLE = 0;
    static final int GET_TABLE = 1;
    static final int DEL_TABLE = 2;
    static final int NEW_CHAIN = 3;
    static final int GET_CHAIN = 4;
    static final int DEL_CHAIN = 5;
    static final int NEW_RULE = 6;
    static final int GET_RULE = 7;
    static final int DEL_RULE = 8;
    static final int NEW_SET = 9;
    static final int GET_SET = 10;
    static final int DEL_SET = 11;
    static final int NEW_ELEMENT = 12;
    static final int GET_ELEMENT = 13;
    static final int DEL_ELEMENT = 14;
    static final int GET_GENERATION = 16;

    static final int TABLE_NAME = 1;
    static final int GENERATION_ID = 1;

    static final int CHAIN_TABLE = 1;
    static final int CHAIN_NAME = 3;
    static final int CHAIN_HOOK = 4;
    static final int CHAIN_POLICY = 5;
    static final int CHAIN_TYPE = 7;
    static final int HOOK_NUMBER = 1;
    static final int HOOK_PRIORITY = 2;
    static final int ACCEPT = 1;

    static final int RULE_TABLE = 1;
    static final int RULE_CHAIN = 2;
    static final int RULE_EXPRESSIONS = 4;
    static final int RULE_USERDATA = 7;
    /** In user data: a comment, after which come its length and itself with a closing zero. */
    static final int COMMENT = 0;

    static final int SET_TABLE = 1;
    static final int SET_NAME = 2;
    static final int SET_FLAGS = 3;
    static final int SET_KEY_TYPE = 4;
    static final int SET_KEY_LENGTH = 5;
    static final int SET_DATA_TYPE = 6;
    static final int SET_DESCRIPTION = 9;
    static final int SET_ID = 10;
    static final int SET_TIMEOUT = 11;
    static final int SET_USERDATA = 13;
    static final int SET_EXPRESSION = 17;
    static final int DESCRIPTION_SIZE = 1;

    static final int ANONYMOUS = 0x1;
    static final int CONSTANT = 0x2;
    static final int MAP = 0x8;
    static final int TIMEOUT = 0x10;
    static final int DYNAMIC = 0x20;
    static final int VERDICT_TYPE = 0xffffff00;

    static final int LIST_TABLE = 1;
    static final int LIST_SET = 2;
    static final int LIST_ELEMENTS = 3;
    static final int LIST_SET_ID = 4;
    static final int ELEMENT_KEY = 1;
    static final int ELEMENT_DATA = 2;
    static final int ELEMENT_EXPRESSION = 7;
    static final int LIST_ITEM = 1;

    static final int DATA_VALUE = 1;
    static final int DATA_VERDICT = 2;
    static final int VERDICT_CODE = 1;
    static final int VERDICT_CHAIN = 2;
    static final int JUMP = -3;
    static final int GOTO = -4;
    static final int RETURN = -5;

    static final int EXPRESSION_NAME = 1;
    static final int EXPRESSION_DATA = 2;
    static final int COUNTER_BYTES = 1;
    static final int COUNTER_PACKETS = 2;

    /** What the program nft calls the types of keys. */
    public static final int TYPE_INTEGER = 4;

    public static final int TYPE_IPV4 = 7;
    public static final int TYPE_IPV6 = 8;
    public static final int TYPE_PROTOCOL = 12;
    public static final int TYPE_SERVICE = 13;
    public static final int TYPE_MARK = 19;

    /** The type of a key with several parts. */
    public static int concatenated(int... types) {
        int all = 0;
        for (int type : types) {
            all = all << 6 | type;
        }
        return all;
    }
}

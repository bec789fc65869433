package org.gemel.dataplane.nftables.internal.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.gemel.dataplane.nftables.internal.netlink.Requests;

/**
 * Writes what a rule does, one expression after another, each of which puts something into a register, or compares it, or acts.
 * Registers are those of 32 bits, numbered from 0 to 15; what is longer takes several.
 */
public final class Expressions {

    public static final int MARK = 3;
    /** What kind of link the packet came in by, 16 bits. */
    public static final int IIFTYPE = 8;

    public static final int LOOPBACK = 772;
    public static final int NFPROTO = 15;
    public static final int L4PROTO = 16;

    public static final int NETWORK = 1;
    public static final int TRANSPORT = 2;

    public static final int CT_DIRECTION = 1;
    public static final int CT_STATUS = 2;
    public static final int CT_PROTO_SRC = 11;
    public static final int CT_PROTO_DST = 12;
    public static final int CT_SRC_IP = 19;
    public static final int CT_DST_IP = 20;
    public static final int CT_SRC_IP6 = 21;
    public static final int CT_DST_IP6 = 22;
    public static final int ORIGINAL = 0;
    public static final int REPLY = 1;

    private static final int FIRST = 8;
    private static final int EQUAL = 0;
    private static final int UNEQUAL = 1;
    private static final int VERDICT_REGISTER = 0;
    private static final int UPDATE = 1;
    private static final int DESTINATION = 1;
    private static final int PORTS_GIVEN = 2;
    private static final int TCP_RESET = 1;
    private static final int ANY_UNREACHABLE = 2;
    private static final int PORT_UNREACHABLE = 1;
    /** Named by the kernel. */
    static final String ANONYMOUS = "__map%d";

    private final Requests out;
    private final int anonymous;

    /**
     * Writes into requests.
     *
     * @param anonymous the number of the rule's own map in the transaction
     */
    Expressions(Requests out, int anonymous) {
        this.out = out;
        this.anonymous = anonymous;
    }

    /** What is known of a packet. */
    public Expressions meta(int key, int register) {
        return expression("meta", () -> out.number(2, key).number(1, FIRST + register));
    }

    /** Octets of the packet. */
    public Expressions payload(int base, int offset, int length, int register) {
        return expression(
                "payload",
                () -> out.number(1, FIRST + register)
                        .number(2, base)
                        .number(3, offset)
                        .number(4, length));
    }

    /** What is known of the packet's connection. */
    public Expressions connection(int key, int register) {
        return expression("ct", () -> out.number(2, key).number(1, FIRST + register));
    }

    /** What is known of one direction of the packet's connection. */
    public Expressions connection(int key, int direction, int register) {
        return expression(
                "ct", () -> out.number(2, key).octets(3, (byte) direction).number(1, FIRST + register));
    }

    /** Goes on only if a register has these octets. */
    public Expressions equal(int register, byte... octets) {
        return compare(EQUAL, register, octets);
    }

    /** Goes on only if a register has other octets. */
    public Expressions unequal(int register, byte... octets) {
        return compare(UNEQUAL, register, octets);
    }

    private Expressions compare(int operation, int register, byte... octets) {
        return expression("cmp", () -> data(out.number(1, FIRST + register).number(2, operation), 3, octets));
    }

    /** Keeps only the bits of a mask. */
    public Expressions mask(int register, byte... mask) {
        return expression(
                "bitwise",
                () -> data(
                        data(
                                out.number(1, FIRST + register)
                                        .number(2, FIRST + register)
                                        .number(3, mask.length),
                                4,
                                mask),
                        5,
                        new byte[mask.length]));
    }

    /** Goes on only if a set has what is in a register. */
    public Expressions contained(String set, int register) {
        return expression("lookup", () -> out.text(1, set).number(2, FIRST + register));
    }

    /** Does what a map says about what is in a register; goes on if it says nothing. */
    public Expressions decide(String map, int register) {
        return expression(
                "lookup", () -> out.text(1, map).number(2, FIRST + register).number(3, VERDICT_REGISTER));
    }

    /** The same with the rule's own map. */
    public Expressions decide(int register) {
        return expression(
                "lookup",
                () -> out.text(1, ANONYMOUS)
                        .number(2, FIRST + register)
                        .number(3, VERDICT_REGISTER)
                        .number(4, anonymous));
    }

    /** Remembers in a set what is in a register, or has it remembered longer; goes on only if there is room for it. */
    public Expressions remember(String set, int register) {
        return expression("dynset", () -> out.text(1, set).number(3, UPDATE).number(4, FIRST + register));
    }

    /** Puts octets into a register. */
    public Expressions immediate(int register, byte... octets) {
        return expression("immediate", () -> data(out.number(1, FIRST + register), 2, octets));
    }

    /** Goes on in another chain and comes back at its end. */
    public Expressions jump(String chain) {
        return verdict(Nft.JUMP, chain);
    }

    /** Goes on in another chain. */
    public Expressions goTo(String chain) {
        return verdict(Nft.GOTO, chain);
    }

    /** Goes back to where the chain was entered. */
    public Expressions goBack() {
        return verdict(Nft.RETURN, "");
    }

    private Expressions verdict(int code, String chain) {
        return expression("immediate", () -> {
            out.number(1, VERDICT_REGISTER);
            int value = out.open(2);
            writeVerdict(out, code, chain);
            out.close(value);
        });
    }

    /** Counts packets and their octets. */
    public Expressions counter() {
        return expression("counter", () -> out.wide(Nft.COUNTER_BYTES, 0).wide(Nft.COUNTER_PACKETS, 0));
    }

    /** One number after another, from 0. */
    public Expressions number(int modulus, int register) {
        return expression(
                "numgen",
                () -> out.number(1, FIRST + register).number(2, modulus).number(3, 0));
    }

    /** A number made of what is in registers. */
    public Expressions hash(int from, int length, int modulus, int seed, int register) {
        return expression(
                "hash",
                () -> out.number(1, FIRST + from)
                        .number(2, FIRST + register)
                        .number(3, length)
                        .number(4, modulus)
                        .number(5, seed));
    }

    /** Rewrites the destination of the connection and ends. */
    public Expressions dnat(int family, int address) {
        return expression("nat", () -> nat(family, address));
    }

    /** The same with the port. */
    public Expressions dnat(int family, int address, int port) {
        return expression(
                "nat", () -> nat(family, address).number(5, FIRST + port).number(7, PORTS_GIVEN));
    }

    private Requests nat(int family, int address) {
        return out.number(1, DESTINATION).number(2, family).number(3, FIRST + address);
    }

    /** Refuses a TCP connection. */
    public Expressions reset() {
        return expression("reject", () -> out.number(1, TCP_RESET).octets(2, (byte) 0));
    }

    /** Refuses by ICMP: port unreachable. */
    public Expressions unreachable() {
        return expression("reject", () -> out.number(1, ANY_UNREACHABLE).octets(2, (byte) PORT_UNREACHABLE));
    }

    /** Octets of a number in the machine's byte order. */
    public static byte[] host(int value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.nativeOrder())
                .putInt(value)
                .array();
    }

    /** The same of a number of 16 bits. */
    public static byte[] hostShort(int value) {
        return ByteBuffer.allocate(Short.BYTES)
                .order(ByteOrder.nativeOrder())
                .putShort((short) value)
                .array();
    }

    static void writeVerdict(Requests out, int code, String chain) {
        int verdict = out.open(Nft.DATA_VERDICT);
        out.number(Nft.VERDICT_CODE, code);
        if (!chain.isEmpty()) {
            out.text(Nft.VERDICT_CHAIN, chain);
        }
        out.close(verdict);
    }

    static Requests data(Requests out, int type, byte... octets) {
        int data = out.open(type);
        return out.octets(Nft.DATA_VALUE, octets).close(data);
    }

    private Expressions expression(String name, Runnable content) {
        int item = out.open(Nft.LIST_ITEM);
        out.octets(Nft.EXPRESSION_NAME, (name + '\0').getBytes(UTF_8));
        int data = out.open(Nft.EXPRESSION_DATA);
        content.run();
        out.close(data).close(item);
        return this;
    }
}

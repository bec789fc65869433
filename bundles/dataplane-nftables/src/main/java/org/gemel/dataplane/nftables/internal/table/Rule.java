package org.gemel.dataplane.nftables.internal.table;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.function.Consumer;
import org.gemel.dataplane.nftables.internal.netlink.Requests;

/** A rule. Two are equal if their comments are, which tell what they do. */
public final class Rule {

    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** The program nft takes 128 octets as a comment. */
    private static final int LONGEST = 100;

    private final String comment;
    private final Consumer<Expressions> body;
    private final List<String> slots;

    private Rule(String comment, Consumer<Expressions> body, List<String> slots) {
        this.comment = comment;
        this.body = body;
        this.slots = slots;
    }

    /**
     * A rule.
     *
     * @param about for a person who lists the table
     * @param body what it does
     */
    public static Rule of(String about, Consumer<Expressions> body) {
        return of(about, List.of(), body);
    }

    /**
     * A rule with a map of its own.
     *
     * @param slots for each number from 0 the chain in which to go on
     */
    public static Rule of(String about, List<String> slots, Consumer<Expressions> body) {
        Requests scratch = new Requests();
        body.accept(new Expressions(scratch, 0));
        long digest = digest(FNV_BASIS, scratch.toArray());
        for (String slot : slots) {
            digest = digest(digest, slot.getBytes(UTF_8));
        }
        String text = about.substring(0, Math.min(about.length(), LONGEST));
        return new Rule(text + " #" + Long.toHexString(digest), body, slots);
    }

    /** A rule that was found: it can be compared, but not written. */
    static Rule found(String comment) {
        return new Rule(comment, to -> {}, List.of());
    }

    String comment() {
        return comment;
    }

    List<String> slots() {
        return slots;
    }

    void write(Requests out, int anonymous) {
        body.accept(new Expressions(out, anonymous));
    }

    private static long digest(long from, byte[] octets) {
        long digest = from;
        for (byte octet : octets) {
            digest = (digest ^ octet & 0xff) * FNV_PRIME;
        }
        return digest;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rule rule && comment.equals(rule.comment);
    }

    @Override
    public int hashCode() {
        return comment.hashCode();
    }

    @Override
    public String toString() {
        return comment;
    }
}

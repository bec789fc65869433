package org.gemel.api.status;

/**
 * Something that is to be in the kernel, at one moment.
 *
 * @param kind what it is
 * @param entry itself, in the words of {@code ip address}, {@code ip route} or {@code ip rule}
 * @param held whether the kernel has it by this process's doing, as far as is known
 * @param refusal why it is not there although it is wanted now, for a person; empty otherwise
 */
public record HeldEntry(Kind kind, String entry, boolean held, String refusal) {

    /** What can be held. */
    public enum Kind {
        /** An address that is there in every state. */
        ADDRESS,
        /** A route. */
        ROUTE,
        /** A policy rule. */
        RULE
    }

    /** One that is not wanted now. */
    public static HeldEntry unwanted(Kind kind, Object entry) {
        return new HeldEntry(kind, entry.toString(), false, "");
    }
}

package org.gemel.api.config;

import org.jspecify.annotations.Nullable;

/**
 * A policy rule, which says what routing table packets go by. Numbers are those of the kernel; what is null matches
 * everything.
 *
 * @param family whose packets
 * @param preference its place, 0 to 2^32-1; lower ones are asked first
 * @param inverted whether it is for packets that do not match
 * @param from the source, or null
 * @param to the destination, or null
 * @param tos the type of service, or 0 for all
 * @param mark the firewall mark, or null
 * @param inInterface where packets come in, or null
 * @param outInterface where packets of bound sockets go out, or null
 * @param tunnel the tunnel identifier, or 0 for all
 * @param users of packets of this host, or null
 * @param ipProtocol the IP protocol, or 0 for all
 * @param sourcePorts or null
 * @param destinationPorts or null
 * @param virtualRouting whether the table is that of the interface's VRF
 * @param action what it does
 * @param realms the kernel's routing realms: 65536 times the source realm and the destination realm, or 0
 * @param suppressPrefixLength an answer of the table with a prefix of this length or a shorter one is none; -1 for off
 * @param suppressGroup an answer of the table through an interface of this group is none; -1 for off
 * @param protocol the mark of who made it; nobody else's is touched
 * @param tracked whether a virtual router that cannot install it fails
 */
public record Rule(
        Family family,
        long preference,
        boolean inverted,
        @Nullable Subnet from,
        @Nullable Subnet to,
        int tos,
        @Nullable Mark mark,
        @Nullable String inInterface,
        @Nullable String outInterface,
        long tunnel,
        @Nullable Range users,
        int ipProtocol,
        @Nullable Range sourcePorts,
        @Nullable Range destinationPorts,
        boolean virtualRouting,
        Action action,
        long realms,
        int suppressPrefixLength,
        long suppressGroup,
        int protocol,
        boolean tracked) {

    /** What a rule does. */
    public sealed interface Action {}

    /**
     * Look in a routing table, and go on with the next rule if it has no answer.
     *
     * @param table 1 to 2^32-1, or 0 for the table of the VRF
     */
    public record Lookup(long table) implements Action {}

    /**
     * Go on with another rule.
     *
     * @param preference its place, behind this one
     */
    public record Goto(long preference) implements Action {}

    /** Something simple. */
    public enum Verdict implements Action {
        /** Nothing; the next rule is asked. */
        NOP,
        /** Packets are dropped. */
        BLACKHOLE,
        /** Packets are refused as unreachable. */
        UNREACHABLE,
        /** Packets are refused as prohibited. */
        PROHIBIT
    }

    /**
     * A firewall mark.
     *
     * @param value 0 to 2^32-1
     * @param mask the bits that are compared
     */
    public record Mark(long value, long mask) {

        /** All bits. */
        public static final long WHOLE = 0xffff_ffffL;
    }

    /**
     * Numbers from the first to the last.
     *
     * @param first the lowest
     * @param last the highest, not below
     */
    public record Range(long first, long last) {

        @Override
        public String toString() {
            return first == last ? Long.toString(first) : first + "-" + last;
        }
    }

    /** A rule that does something to all packets of a family. */
    public static Builder of(Family family, long preference, Action action) {
        return new Builder(family, preference, action);
    }

    /** The parts that tell rules apart, in the words of {@code ip rule}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(family == Family.IPV6 ? "IPv6 " : "").append("preference ").append(preference);
        text.append(inverted ? " not" : "").append(" from ").append(from == null ? "all" : from);
        text.append(to == null ? "" : " to " + to);
        text.append(inInterface == null ? "" : " iif " + inInterface);
        text.append(outInterface == null ? "" : " oif " + outInterface);
        text.append(mark == null ? "" : " fwmark 0x" + Long.toHexString(mark.value));
        if (action instanceof Lookup lookup) {
            text.append(virtualRouting ? " l3mdev" : " lookup " + lookup.table);
        } else if (action instanceof Goto jump) {
            text.append(" goto ").append(jump.preference);
        } else {
            text.append(' ').append(action.toString().toLowerCase(java.util.Locale.ROOT));
        }
        return text.toString();
    }

    /** Makes rules; what is not set matches everything. Not safe for threads. */
    public static final class Builder {
        private final Family family;
        private final long preference;
        private final Action action;
        private boolean inverted;
        private @Nullable Subnet from;
        private @Nullable Subnet to;
        private int tos;
        private @Nullable Mark mark;
        private @Nullable String inInterface;
        private @Nullable String outInterface;
        private long tunnel;
        private @Nullable Range users;
        private int ipProtocol;
        private @Nullable Range sourcePorts;
        private @Nullable Range destinationPorts;
        private boolean virtualRouting;
        private long realms;
        private int suppressPrefixLength = -1;
        private long suppressGroup = -1;
        private int protocol = Route.PROTOCOL;
        private boolean tracked = true;

        private Builder(Family family, long preference, Action action) {
            this.family = family;
            this.preference = preference;
            this.action = action;
        }

        /** Sets {@link Rule#inverted()}. */
        public Builder inverted(boolean value) {
            inverted = value;
            return this;
        }

        /** Sets {@link Rule#from()}. */
        public Builder from(@Nullable Subnet value) {
            from = value;
            return this;
        }

        /** Sets {@link Rule#to()}. */
        public Builder to(@Nullable Subnet value) {
            to = value;
            return this;
        }

        /** Sets {@link Rule#tos()}. */
        public Builder tos(int value) {
            tos = value;
            return this;
        }

        /** Sets {@link Rule#mark()}. */
        public Builder mark(@Nullable Mark value) {
            mark = value;
            return this;
        }

        /** Sets {@link Rule#inInterface()}. */
        public Builder inInterface(@Nullable String value) {
            inInterface = value;
            return this;
        }

        /** Sets {@link Rule#outInterface()}. */
        public Builder outInterface(@Nullable String value) {
            outInterface = value;
            return this;
        }

        /** Sets {@link Rule#tunnel()}. */
        public Builder tunnel(long value) {
            tunnel = value;
            return this;
        }

        /** Sets {@link Rule#users()}. */
        public Builder users(@Nullable Range value) {
            users = value;
            return this;
        }

        /** Sets {@link Rule#ipProtocol()}. */
        public Builder ipProtocol(int value) {
            ipProtocol = value;
            return this;
        }

        /** Sets {@link Rule#sourcePorts()}. */
        public Builder sourcePorts(@Nullable Range value) {
            sourcePorts = value;
            return this;
        }

        /** Sets {@link Rule#destinationPorts()}. */
        public Builder destinationPorts(@Nullable Range value) {
            destinationPorts = value;
            return this;
        }

        /** Sets {@link Rule#virtualRouting()}. */
        public Builder virtualRouting(boolean value) {
            virtualRouting = value;
            return this;
        }

        /** Sets {@link Rule#realms()}. */
        public Builder realms(long value) {
            realms = value;
            return this;
        }

        /** Sets {@link Rule#suppressPrefixLength()}. */
        public Builder suppressPrefixLength(int value) {
            suppressPrefixLength = value;
            return this;
        }

        /** Sets {@link Rule#suppressGroup()}. */
        public Builder suppressGroup(long value) {
            suppressGroup = value;
            return this;
        }

        /** Sets {@link Rule#protocol()}. */
        public Builder protocol(int value) {
            protocol = value;
            return this;
        }

        /** Sets {@link Rule#tracked()}. */
        public Builder tracked(boolean value) {
            tracked = value;
            return this;
        }

        /** The rule. */
        public Rule build() {
            return new Rule(
                    family,
                    preference,
                    inverted,
                    from,
                    to,
                    tos,
                    mark,
                    inInterface,
                    outInterface,
                    tunnel,
                    users,
                    ipProtocol,
                    sourcePorts,
                    destinationPorts,
                    virtualRouting,
                    action,
                    realms,
                    suppressPrefixLength,
                    suppressGroup,
                    protocol,
                    tracked);
        }
    }
}

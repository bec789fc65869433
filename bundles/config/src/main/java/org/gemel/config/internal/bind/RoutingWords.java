package org.gemel.config.internal.bind;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gemel.api.config.Family;
import org.gemel.api.config.Rule.Range;
import org.gemel.api.config.Subnet;
import org.gemel.config.internal.bind.RoutingNames.Kind;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;
import org.gemel.config.internal.schema.Prefix;
import org.gemel.config.internal.schema.Words;
import org.jspecify.annotations.Nullable;

/** Reads the words of routes and rules that are more than a number or an address. What is wrong is reported. */
final class RoutingWords {

    private static final Pattern TIME = Pattern.compile("(\\d{1,7})(\\.\\d{1,3})?(s|ms)?");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,10})(?:-(\\d{1,10}))?");

    private final RoutingNames names;
    private final Diagnostics diagnostics;

    RoutingWords(RoutingNames names, Diagnostics diagnostics) {
        this.names = names;
        this.diagnostics = diagnostics;
    }

    /** Thrown when an entry cannot be used, after it was reported. */
    static final class Unusable extends Exception {

        private static final long serialVersionUID = 1L;

        Unusable() {
            super(null, null, false, false);
        }
    }

    /** Reports an error, and gives what to throw. */
    Unusable error(Item item, String code, String message, String advice) {
        diagnostics.error(item.at(), code, message, advice);
        return new Unusable();
    }

    void note(Item item, String code, String message, String advice) {
        diagnostics.note(item.at(), code, message, advice);
    }

    void warning(Item item, String code, String message, String advice) {
        diagnostics.warning(item.at(), code, message, advice);
    }

    /** A number or its name. */
    long named(Item item, Kind kind) throws Unusable {
        return named(item, kind, item.text());
    }

    private long named(Item item, Kind kind, String word) throws Unusable {
        OptionalLong number = names.number(kind, word);
        if (number.isEmpty()) {
            throw error(
                    item,
                    "unknown-" + kind.text().replace(' ', '-'),
                    item.name() + ": '" + Words.shown(word) + "' is no " + kind.text(),
                    "write a number up to " + kind.most() + ", or a name from iproute2's file " + kind.file());
        }
        return number.getAsLong();
    }

    /** {@code [FROM/]TO}. */
    long realms(Item item) throws Unusable {
        String text = item.text();
        int slash = text.indexOf('/');
        long to = named(item, Kind.REALM, text.substring(slash + 1));
        return slash < 0 ? to : named(item, Kind.REALM, text.substring(0, slash)) << 16 | to;
    }

    /** The six upper bits, whatever the name. */
    int tos(Item item) throws Unusable {
        long tos = named(item, Kind.TOS);
        if ((tos & 3) != 0) {
            throw error(
                    item,
                    "bad-value",
                    item.name() + ": the lower two bits of " + item.text() + " are not part of it",
                    "write a multiple of 4");
        }
        return (int) tos;
    }

    /**
     * A time in the kernel's unit. Times under 200 ms are raised to that, as keepalived does.
     *
     * @param text such as {@code 300ms}, {@code 1s}, or a number that is in the kernel's unit already
     * @param unitsPerMilli of the kernel's unit
     */
    long time(Item item, String text, int unitsPerMilli) throws Unusable {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw error(
                    item,
                    "bad-value",
                    item.name() + ": '" + Words.shown(text) + "' is no time",
                    "write one such as 300ms or 1s");
        }
        double number = Double.parseDouble(text.substring(0, matcher.end(matcher.group(2) == null ? 1 : 2)));
        String unit = matcher.group(3);
        double units = unit == null ? number : number * unitsPerMilli * (unit.equals("s") ? 1000 : 1);
        long least = 200L * unitsPerMilli;
        if (units < least) {
            warning(
                    item,
                    "time-too-short",
                    item.name() + ": " + text + " is less than 200 ms; 200 ms is used",
                    "write 200ms or more");
            return least;
        }
        return Math.min((long) units, Integer.MAX_VALUE);
    }

    /** {@code FIRST} or {@code FIRST-LAST}. */
    Range range(Item item, long most) throws Unusable {
        Matcher matcher = RANGE.matcher(item.text());
        if (matcher.matches()) {
            long first = Long.parseLong(matcher.group(1));
            long last = matcher.group(2) == null ? first : Long.parseLong(matcher.group(2));
            if (first <= last && last <= most) {
                return new Range(first, last);
            }
        }
        throw error(
                item,
                "bad-value",
                item.name() + ": '" + Words.shown(item.text()) + "' is no range",
                "write the first number, a dash and the last, at most " + most);
    }

    /** A prefix without the bits behind it, of which the kernel wants to know nothing. */
    Subnet network(Item item, Prefix prefix) {
        byte[] bytes = prefix.address().getAddress();
        boolean more = false;
        for (int bit = prefix.length(); bit < bytes.length * Byte.SIZE; bit++) {
            int mask = 0x80 >> (bit & 7);
            more |= (bytes[bit >> 3] & mask) != 0;
            bytes[bit >> 3] &= (byte) ~mask;
        }
        Subnet network = new Subnet(address(bytes), prefix.length());
        if (more) {
            warning(
                    item,
                    "bits-behind-prefix",
                    item.word().text() + " has bits behind its prefix; " + network + " is used",
                    "write " + network);
        }
        return network;
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether an option means something to a family; reports it if not. */
    boolean fits(Item item, @Nullable Family family, Family wanted) {
        if (family == wanted) {
            return true;
        }
        String other = wanted == Family.IPV6 ? "IPv4" : "IPv6";
        warning(
                item,
                wanted == Family.IPV6 ? "option-needs-ipv6" : "option-needs-ipv4",
                other + " knows no " + item.name() + "; it is ignored",
                "remove it");
        return false;
    }
}

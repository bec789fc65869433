package org.gemel.demo.lab;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An address on an interface, as the kernel knows it.
 *
 * @param address without prefix length
 * @param prefixLength its prefix length
 * @param validSeconds how long it will stay unless renewed, {@link #FOREVER} if it has no end
 */
public record HeldAddress(String address, int prefixLength, long validSeconds) {

    /** The address stays until somebody removes it. */
    public static final long FOREVER = Long.MAX_VALUE;

    private static final Pattern LONGEST_ZEROS = Pattern.compile("(^|:)0(:0)+(:|$)");
    private static final Pattern LINE = Pattern.compile("\\binet6? (?<address>[^ /]+)(/(?<length>\\d+))?");
    private static final Pattern VALID = Pattern.compile("valid_lft (?<seconds>\\d+)sec");

    /** An address as {@code ip} writes it: IPv6 with its longest run of zeros left out. */
    static String text(byte[] address) {
        try {
            String full = InetAddress.getByAddress(address).getHostAddress();
            return address.length == 4
                    ? full
                    : LONGEST_ZEROS
                            .matcher(full)
                            .results()
                            .max(Comparator.comparingInt(
                                            (MatchResult run) -> run.group().length())
                                    .thenComparing(MatchResult::start, Comparator.reverseOrder()))
                            .map(run -> full.substring(0, run.start()) + "::" + full.substring(run.end()))
                            .orElse(full);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + address.length + " octets", e);
        }
    }

    /** Reads a line that {@code ip -o address} wrote. */
    static HeldAddress parse(String line) {
        Matcher match = LINE.matcher(line);
        if (!match.find()) {
            throw new LabException("ip wrote a line without an address: " + line);
        }
        Matcher valid = VALID.matcher(line);
        String address = match.group("address");
        String length = match.group("length");
        int prefixLength = length != null ? Integer.parseInt(length) : address.contains(":") ? 128 : 32;
        return new HeldAddress(address, prefixLength, valid.find() ? Long.parseLong(valid.group("seconds")) : FOREVER);
    }
}

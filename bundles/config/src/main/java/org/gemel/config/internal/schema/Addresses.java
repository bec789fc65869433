package org.gemel.config.internal.schema;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.gemel.api.config.Family;
import org.jspecify.annotations.Nullable;

/** The types of addresses. Only literal ones: a configuration never waits for a name server. */
final class Addresses {

    private static final int LONGEST = 45;

    /** The characters of names and addresses. */
    private static final String HOST = "[A-Za-z0-9._:-]{1,253}(%[A-Za-z0-9._-]{1,15})?";

    private Addresses() {}

    static InetAddress address(String text) throws BadArgument {
        InetAddress address = literal(text);
        if (address == null) {
            throw new BadArgument(
                    "bad-address",
                    Words.quote(text) + " is not an address",
                    "write an IPv4 address such as 192.0.2.1 or an IPv6 address such as 2001:db8::1");
        }
        return address;
    }

    /** An address; a prefix length behind it says nothing and is not looked at, as keepalived does. */
    static InetAddress host(String text) throws BadArgument {
        int slash = text.indexOf('/');
        return address(slash < 0 ? text : text.substring(0, slash));
    }

    /** A name that is looked up when it is used, or an address. What has digits and dots only, or a colon, is meant as one. */
    static Object server(String text) throws BadArgument {
        boolean numeric = text.matches("[0-9.]+") || text.indexOf(':') >= 0;
        // A zone follows a link-local address.
        int zone = text.indexOf('%');
        if (text.matches(HOST) && (!numeric || literal(zone < 0 ? text : text.substring(0, zone)) != null)) {
            return text;
        }
        throw new BadArgument(
                "bad-value",
                Words.quote(text) + " is neither a name nor an address",
                "write one such as mail.example.org, 192.0.2.25 or 2001:db8::25");
    }

    private static @Nullable InetAddress literal(String text) {
        if (text.length() > LONGEST) {
            return null;
        }
        return text.indexOf(':') >= 0 ? literal6(text) : literal4(text);
    }

    private static @Nullable InetAddress literal4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return null;
        }
        byte[] bytes = new byte[4];
        for (int i = 0; i < 4; i++) {
            String part = parts[i];
            int octet = octet(part);
            if (octet < 0) {
                return null;
            }
            bytes[i] = (byte) octet;
        }
        return fromBytes(bytes);
    }

    /** 0 to 255, or -1. A leading zero is refused: some programs take it for octal. */
    private static int octet(String text) {
        boolean fits = !text.isEmpty() && text.length() <= 3 && (text.length() == 1 || text.charAt(0) != '0');
        int octet = 0;
        for (int i = 0; fits && i < text.length(); i++) {
            char c = text.charAt(i);
            fits = c >= '0' && c <= '9';
            octet = octet * 10 + c - '0';
        }
        return fits && octet <= 255 ? octet : -1;
    }

    private static @Nullable InetAddress literal6(String text) {
        if (!text.chars().allMatch(c -> Character.digit(c, 16) >= 0 || c == ':' || c == '.')) {
            return null;
        }
        try {
            // No look-up: with a colon in it the text is a literal or refused. A mapped address comes back as IPv4.
            return InetAddress.getByName(text) instanceof Inet6Address address ? address : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static InetAddress fromBytes(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
        }
    }

    static Prefix prefix(String text) throws BadArgument {
        int slash = text.indexOf('/');
        InetAddress address = address(slash < 0 ? text : text.substring(0, slash));
        int longest = Family.of(address).addressLength() * 8;
        if (slash < 0) {
            return new Prefix(address, longest, false);
        }
        Object length = Numbers.integer(Range.of("0.." + longest)).parse(text.substring(slash + 1));
        return new Prefix(address, Math.toIntExact((Long) length), true);
    }

    static Object destination(String text) throws BadArgument {
        return text.equals("default") ? (Object) text : prefix(text);
    }

    static Object selector(String text) throws BadArgument {
        return text.equals("all") || text.equals("any") ? (Object) text : destination(text);
    }

    static Object broadcast(String text) throws BadArgument {
        if (text.equals("+") || text.equals("-")) {
            return text;
        }
        InetAddress address = literal(text);
        if (address instanceof Inet4Address) {
            return address;
        }
        throw new BadArgument(
                "bad-address", Words.quote(text) + " is not a broadcast address", "write an IPv4 address, + or -");
    }

    static Object group(String text) throws BadArgument {
        InetAddress address = address(text);
        if (!address.isMulticastAddress()) {
            throw new BadArgument(
                    "bad-address", text + " is not a multicast address", "write one such as 224.0.0.18 or ff02::12");
        }
        return address;
    }

    static Object group4(String text) throws BadArgument {
        if (group(text) instanceof Inet4Address address) {
            return address;
        }
        throw new BadArgument("bad-address", text + " is not an IPv4 address", "write one such as 224.0.0.18");
    }

    static Object group6(String text) throws BadArgument {
        if (group(text) instanceof Inet6Address address) {
            return address;
        }
        throw new BadArgument("bad-address", text + " is not an IPv6 address", "write one such as ff02::12");
    }

    /** A netmask, or a prefix length of IPv6 as a {@link Long}. */
    static Object granularity(String text) throws BadArgument {
        InetAddress mask = literal4(text);
        return mask != null ? mask : Numbers.integer(Range.of("1..128")).parse(text);
    }

    /** An address, a range of addresses (the last one by its last part), or a network; the value is an {@link AddressRange}. */
    static Object serverRange(String text) throws BadArgument {
        int dash = text.indexOf('-');
        if (dash < 0) {
            return AddressRange.of(prefix(text));
        }
        InetAddress first = address(text.substring(0, dash));
        String last = text.substring(dash + 1);
        boolean good = first instanceof Inet4Address
                ? last.matches("\\d{1,3}") && Integer.parseInt(last) <= 255
                : last.matches("[0-9a-fA-F]{1,4}");
        if (!good) {
            throw new BadArgument(
                    "bad-address",
                    Words.quote(text) + " is not a range of addresses",
                    "write the first address, a dash and the last part of the last one");
        }
        return AddressRange.upTo(first, last);
    }
}

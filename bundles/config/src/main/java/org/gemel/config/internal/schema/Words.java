package org.gemel.config.internal.schema;

import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** The types of words. */
public final class Words {

    static final List<String> ROUTE_TYPES = List.of(
            "unicast", "local", "broadcast", "multicast", "throw", "unreachable", "prohibit", "blackhole", "nat");

    /** IFNAMSIZ without the closing zero. */
    private static final int LONGEST_INTERFACE = 15;

    private static final int LONGEST_SHOWN = 60;

    private static final int LONGEST_PATH = 4095;

    /** What to write for an address of mail. */
    public static final String MAIL_ADDRESS_ADVICE = "write one such as ops@example.org, in ASCII";

    /** Nothing that could end a command of SMTP or a header, whatever else mail servers would take. */
    private static final Pattern MAIL_ADDRESS = Pattern.compile("[\\x21-\\x7e&&[^<>,;:\"()\\\\\\[\\]]]{1,254}");

    private static final Set<String> DNS_TYPES = Set.of(
            "A", "NS", "CNAME", "SOA", "PTR", "MX", "TXT", "AAAA", "SRV", "NAPTR", "DNAME", "DS", "RRSIG", "NSEC",
            "DNSKEY", "TLSA", "SVCB", "HTTPS", "ANY", "CAA");

    /** RFC 3597. */
    private static final Pattern TYPE_NUMBER = Pattern.compile("TYPE[0-9]{1,5}");

    private Words() {}

    /** A word as messages show it: not endlessly. */
    public static String shown(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
    }

    /** Whether mail can be sent there: an address, or the name of a user of the relay's own. */
    public static boolean isMailAddress(String text) {
        return MAIL_ADDRESS.matcher(text).matches();
    }

    /** What is wrong with an address of mail that is none. */
    public static String notAMailAddress(String text) {
        return quote(text) + " is not a mail address";
    }

    /** The address alone; a name before it, which then stands in angle brackets, is left out. */
    static Object mailAddress(String text) throws BadArgument {
        int open = text.endsWith(">") ? text.lastIndexOf('<') : -1;
        String bare = open < 0 ? text : text.substring(open + 1, text.length() - 1);
        if (isMailAddress(bare)) {
            return bare;
        }
        throw new BadArgument("bad-value", notAMailAddress(text), MAIL_ADDRESS_ADVICE);
    }

    static String quote(String text) {
        return "'" + shown(text) + "'";
    }

    /**
     * The word behind what up to keepalived 2.2 was said by the keyword alone, whatever stood behind it: what is no word for no
     * means yes.
     */
    static Object flag(String text) throws BadArgument {
        try {
            return bool(text);
        } catch (BadArgument e) {
            boolean no = Set.of("false", "off", "no").contains(text.toLowerCase(Locale.ROOT));
            throw new BadArgument(
                    e.code(), e.getMessage() + "; it is taken for " + (no ? "no" : "yes"), e.advice(), !no);
        }
    }

    /** Behaviour 13: lower case only. */
    static Object bool(String text) throws BadArgument {
        return switch (text) {
            case "true", "on", "yes" -> Boolean.TRUE;
            case "false", "off", "no" -> Boolean.FALSE;
            default ->
                throw new BadArgument(
                        "bad-value",
                        quote(text) + " is neither yes nor no",
                        "write true, on, yes, false, off or no in lower case");
        };
    }

    static ArgumentType oneOf(List<String> words, boolean anyCase) {
        return text -> {
            for (String word : words) {
                if (anyCase ? word.equalsIgnoreCase(text) : word.equals(text)) {
                    return word;
                }
            }
            throw new BadArgument("bad-value", quote(text) + " is not known here", "write " + list(words));
        };
    }

    private static String list(List<String> words) {
        int last = words.size() - 1;
        return last == 0 ? words.get(0) : String.join(", ", words.subList(0, last)) + " or " + words.get(last);
    }

    static ArgumentType name(Range length) {
        return text -> {
            if (length.contains(java.math.BigDecimal.valueOf(text.length()))) {
                return text;
            }
            throw new BadArgument(
                    "bad-value",
                    quote(text) + " has " + text.length() + " characters",
                    "use " + length + " characters");
        };
    }

    static Object path(String text) throws BadArgument {
        if (text.isEmpty() || text.length() > LONGEST_PATH) {
            throw new BadArgument("bad-value", quote(text) + " is not a path", "write the path of a file");
        }
        return text;
    }

    static Object interfaceName(String text) throws BadArgument {
        boolean fits = !text.isEmpty() && text.length() <= LONGEST_INTERFACE;
        if (!fits || text.equals(".") || text.equals("..") || text.indexOf('/') >= 0 || text.indexOf(';') >= 0) {
            throw new BadArgument(
                    "bad-interface",
                    quote(text) + " cannot be the name of an interface",
                    text.endsWith(";")
                            ? "';' separates nothing; write one statement a line"
                            : "use at most 15 characters, without / and ;");
        }
        return text;
    }

    /** What may stand behind {@code use_vmac}: an interface name, or the last octets of a MAC address, or an address. */
    static Object vmac(String text) throws BadArgument {
        if (text.equals("name") || text.equals("group")) {
            throw new BadArgument("bad-value", quote(text) + " begins an option", "");
        }
        return text.indexOf(':') >= 0 || text.indexOf('/') >= 0 ? text : interfaceName(text);
    }

    static ArgumentType hex(int digits) {
        return text -> {
            if (text.length() == digits && text.chars().allMatch(HexFormat::isHexDigit)) {
                return text;
            }
            throw new BadArgument(
                    "bad-value",
                    quote(text) + " is not a number of " + digits + " hexadecimal digits",
                    "write the digits 0 to 9 and a to f");
        };
    }

    static Object dnsType(String text) throws BadArgument {
        if (DNS_TYPES.contains(text.toUpperCase(Locale.ROOT))
                || TYPE_NUMBER.matcher(text).matches()) {
            return text;
        }
        throw new BadArgument(
                "bad-value", quote(text) + " is not a type of DNS record", "write A, AAAA, SOA, MX, ... or TYPEnumber");
    }
}

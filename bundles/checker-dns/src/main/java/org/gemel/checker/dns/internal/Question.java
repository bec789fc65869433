package org.gemel.checker.dns.internal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.CheckerDefinition.Setting;
import org.gemel.api.config.Position;

/**
 * A question (RFC 1035 section 4.1).
 *
 * @param text for people, such as {@code SOA example.org}
 * @param bytes of the question alone: name, type and class
 */
record Question(String text, byte[] bytes) {

    static final int HEADER = 12;

    private static final int LONGEST_LABEL = 63;
    private static final int LONGEST_NAME = 255;
    private static final int INTERNET = 1;
    private static final byte RECURSION_DESIRED = 1;

    private static final Map<String, Integer> TYPES = Map.ofEntries(
            Map.entry("A", 1),
            Map.entry("NS", 2),
            Map.entry("CNAME", 5),
            Map.entry("SOA", 6),
            Map.entry("PTR", 12),
            Map.entry("MX", 15),
            Map.entry("TXT", 16),
            Map.entry("AAAA", 28),
            Map.entry("SRV", 33),
            Map.entry("NAPTR", 35),
            Map.entry("DNAME", 39),
            Map.entry("DS", 43),
            Map.entry("RRSIG", 46),
            Map.entry("NSEC", 47),
            Map.entry("DNSKEY", 48),
            Map.entry("TLSA", 52),
            Map.entry("SVCB", 64),
            Map.entry("HTTPS", 65),
            Map.entry("ANY", 255),
            Map.entry("CAA", 257));

    /** What a check asks; the SOA of the root where nothing is said. */
    static Question of(CheckerDefinition definition) throws BadSettingException {
        String type =
                definition.setting("type").map(Setting::value).orElse("SOA").toUpperCase(Locale.ROOT);
        String name = definition.setting("name").map(Setting::value).orElse(".");
        Position at = definition.setting("name").map(Setting::at).orElse(definition.at());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String label : name.equals(".") ? new String[0] : name.split("\\.")) {
            byte[] letters = label.getBytes(StandardCharsets.UTF_8);
            if (letters.length == 0 || letters.length > LONGEST_LABEL) {
                throw new BadSettingException(
                        at, "name " + name + " is no domain name: between its dots are 1 to 63 letters");
            }
            bytes.write(letters.length);
            bytes.writeBytes(letters);
        }
        bytes.write(0);
        if (bytes.size() > LONGEST_NAME) {
            throw new BadSettingException(at, "name is longer than the 253 letters of a domain name");
        }
        int number = number(type, definition.setting("type").map(Setting::at).orElse(definition.at()));
        bytes.writeBytes(new byte[] {(byte) (number >> 8), (byte) number, 0, INTERNET});
        return new Question(type + " " + name, bytes.toByteArray());
    }

    private static int number(String type, Position at) throws BadSettingException {
        Integer known = TYPES.get(type);
        if (known != null) {
            return known;
        }
        String digits = type.startsWith("TYPE") ? type.substring("TYPE".length()) : "";
        if (!digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) > 0xffff) {
            throw new BadSettingException(
                    at, "type " + type + " is not known; write one such as SOA, A or AAAA, or TYPE and its number");
        }
        return Integer.parseInt(digits);
    }

    /** A message that asks this. */
    byte[] message(int id) {
        byte[] message = new byte[HEADER + bytes.length];
        message[0] = (byte) (id >> 8);
        message[1] = (byte) id;
        message[2] = RECURSION_DESIRED;
        message[5] = 1;
        System.arraycopy(bytes, 0, message, HEADER, bytes.length);
        return message;
    }

    /** The same for TCP: its length comes first (RFC 7766 section 8). */
    byte[] framed(int id) {
        byte[] message = message(id);
        byte[] framed = new byte[2 + message.length];
        framed[0] = (byte) (message.length >> 8);
        framed[1] = (byte) message.length;
        System.arraycopy(message, 0, framed, 2, message.length);
        return framed;
    }
}

package org.gemel.checker.datagram.internal;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Locale;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.CheckerDefinition.Setting;

/**
 * What is sent, and what must come back.
 *
 * @param payload the datagram
 * @param replyNeeded whether silence is a failure
 * @param reply what the answer must begin with
 * @param least its least length in bytes
 * @param most its greatest length
 */
record Question(byte[] payload, boolean replyNeeded, Pattern reply, int least, int most) {

    private static final int DEFAULT_MOST = 255;
    private static final int LONGEST = 65_507;

    /**
     * Reads {@code payload}, {@code require_reply} and the lengths.
     *
     * @throws BadSettingException if one of them makes no sense
     */
    static Question of(CheckerDefinition definition) throws BadSettingException {
        Setting payload = definition.setting("payload").orElse(null);
        Setting reply = definition.setting("require_reply").orElse(null);
        return new Question(
                payload == null ? new byte[0] : Pattern.of(payload, false).bytes(),
                reply != null,
                reply == null ? Pattern.EMPTY : Pattern.of(reply, true),
                number(definition, "min_reply_length", 0),
                number(definition, "max_reply_length", DEFAULT_MOST));
    }

    private static int number(CheckerDefinition definition, String name, int otherwise) {
        return definition
                .setting(name)
                .map(each -> Integer.parseInt(each.value()))
                .orElse(otherwise);
    }

    /** What an answer means, from its position to its limit. */
    Inquiry.Finding judge(ByteBuffer answer) {
        int length = answer.remaining();
        if (replyNeeded && (length < least || length > most)) {
            return new Inquiry.Finding(false, "a reply of " + length + " bytes, wanted " + least + " to " + most);
        }
        return replyNeeded && !reply.matches(answer)
                ? new Inquiry.Finding(false, "another reply than required")
                : new Inquiry.Finding(true, "a reply of " + length + " bytes");
    }

    /**
     * Bytes of which some bits do not matter.
     *
     * @param bytes the bits that matter
     * @param mask which bits matter
     */
    record Pattern(byte[] bytes, byte[] mask) {

        static final Pattern EMPTY = new Pattern(new byte[0], new byte[0]);

        /** As keepalived reads it: two digits are a byte, and so is the last of a word that has an odd number of them. */
        static Pattern of(Setting setting, boolean wildcards) throws BadSettingException {
            StringBuilder all = new StringBuilder();
            for (String word : setting.arguments()) {
                int whole = word.length() - word.length() % 2;
                all.append(word, 0, whole);
                all.append(whole < word.length() ? "0" + word.substring(whole) : "");
            }
            String digits = all.toString().toLowerCase(Locale.ROOT);
            if (!digits.matches(wildcards ? "[0-9a-fx]*" : "[0-9a-f]*")) {
                throw new BadSettingException(
                        setting.at(),
                        setting.name() + " takes hexadecimal digits" + (wildcards ? ", or x for any" : "")
                                + ", such as 01ff" + (wildcards ? "xx" : ""));
            }
            if (digits.length() > 2 * LONGEST) {
                throw new BadSettingException(
                        setting.at(), setting.name() + " is longer than a datagram, " + LONGEST + " bytes");
            }
            return new Pattern(
                    HexFormat.of().parseHex(digits.replace('x', '0')),
                    HexFormat.of().parseHex(digits.replaceAll("[^x]", "f").replace('x', '0')));
        }

        /** Compares as much as there is of both; how long an answer must be is said with {@code min_reply_length}. */
        boolean matches(ByteBuffer answer) {
            for (int i = 0; i < Math.min(bytes.length, answer.remaining()); i++) {
                if ((answer.get(answer.position() + i) & mask[i]) != bytes[i]) {
                    return false;
                }
            }
            return true;
        }
    }
}

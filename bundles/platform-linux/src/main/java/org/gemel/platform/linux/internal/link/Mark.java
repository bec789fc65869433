package org.gemel.platform.linux.internal.link;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the alias of a virtual link says: whose it is, and how its base was set before it had virtual links.
 *
 * @param owner the process that made it
 * @param before the settings of the base that were changed, by name, with their values before
 */
record Mark(Maker owner, Map<String, String> before) {

    private static final Pattern TEXT = Pattern.compile("gemel (\\S+)((?: [a-z_0-9]+=-?[0-9]{1,10})*)");

    Mark {
        before = Map.copyOf(before);
    }

    /** The mark that an alias is; empty if it is none. */
    static Optional<Mark> parse(String alias) {
        Matcher matcher = TEXT.matcher(alias);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> before = new TreeMap<>();
        for (String setting : matcher.group(2).strip().split(" ")) {
            int equals = setting.indexOf('=');
            if (equals > 0) {
                before.put(setting.substring(0, equals), setting.substring(equals + 1));
            }
        }
        return Maker.parse(matcher.group(1)).map(owner -> new Mark(owner, before));
    }

    /** As an alias: {@code gemel 12/345/4026531836 arp_ignore=0}. */
    String text() {
        StringBuilder text = new StringBuilder("gemel ").append(owner.text());
        new TreeMap<>(before)
                .forEach((name, value) ->
                        text.append(' ').append(name).append('=').append(value));
        return text.toString();
    }
}

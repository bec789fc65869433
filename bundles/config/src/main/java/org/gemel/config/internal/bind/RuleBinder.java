package org.gemel.config.internal.bind;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.gemel.api.config.Family;
import org.gemel.api.config.Rule;
import org.gemel.api.config.Rule.Action;
import org.gemel.api.config.Rule.Goto;
import org.gemel.api.config.Rule.Lookup;
import org.gemel.api.config.Rule.Mark;
import org.gemel.api.config.Rule.Verdict;
import org.gemel.api.config.Subnet;
import org.gemel.config.internal.bind.RoutingNames.Kind;
import org.gemel.config.internal.bind.RoutingWords.Unusable;
import org.gemel.config.internal.check.Item;
import org.gemel.config.internal.schema.Prefix;
import org.jspecify.annotations.Nullable;

/** Binds one entry of a block of rules, which is written as for {@code ip rule}. */
final class RuleBinder {

    private static final Map<String, Integer> IP_PROTOCOLS = Map.of(
            "icmp", 1, "igmp", 2, "tcp", 6, "udp", 17, "gre", 47, "esp", 50, "ah", 51, "ipv6-icmp", 58, "sctp", 132);

    private static final Set<String> ACTIONS =
            Set.of("table", "lookup", "goto", "nop", "blackhole", "prohibit", "unreachable", "l3mdev");

    private static final long MOST_USER = 0xffff_fffeL;
    private static final long MOST_PORT = 0xffff;
    private static final int MOST_OCTET = 255;

    private final RoutingWords words;

    RuleBinder(RoutingWords words) {
        this.words = words;
    }

    /** The preference that is written, or empty. */
    static Optional<Long> preference(Item entry) {
        return entry.block().items().stream()
                .filter(item -> item.name().equals("preference")
                        || item.name().equals("priority")
                        || item.name().equals("order"))
                .map(item -> item.value(0, Long.class))
                .reduce((first, second) -> second);
    }

    /** The family that the entry's addresses say, or IPv4. */
    static Family family(Item entry) {
        for (Item item : entry.block().items()) {
            if ((item.name().equals("from") || item.name().equals("to"))
                    && item.value(0, Object.class) instanceof Prefix prefix) {
                return Family.of(prefix.address());
            }
        }
        return Family.IPV4;
    }

    /**
     * The rule; empty if it cannot be used, which was reported: without one of its words it would catch other packets.
     *
     * @param preference its place
     */
    Optional<Rule> bind(Item entry, long preference) {
        if (!entry.block().refused().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(rule(entry, preference));
        } catch (Unusable reported) {
            return Optional.empty();
        }
    }

    private Rule rule(Item entry, long preference) throws Unusable {
        Family family = family(entry);
        Rule.Builder rule = Rule.of(family, preference, action(entry, preference));
        for (Item item : entry.block().items()) {
            option(item, family, rule);
        }
        return rule.build();
    }

    private Action action(Item entry, long preference) throws Unusable {
        Action action = null;
        Item chosen = null;
        for (Item item : entry.block().items()) {
            if (ACTIONS.contains(item.name())) {
                if (chosen != null) {
                    throw words.error(
                            item,
                            "second-action",
                            "a rule does one thing, and this one has " + chosen.name() + " and " + item.name(),
                            "keep one of them, or write two rules");
                }
                chosen = item;
            }
            switch (item.name()) {
                case "table", "lookup" -> action = new Lookup(table(item));
                case "goto" -> {
                    long target = item.value(0, Long.class);
                    if (target <= preference) {
                        throw words.error(
                                item,
                                "goto-backwards",
                                "the rule of preference " + preference + " cannot go back to " + target,
                                "write the preference of a rule behind it");
                    }
                    action = new Goto(target);
                }
                case "nop", "blackhole", "prohibit", "unreachable" ->
                    action = Verdict.valueOf(item.name().toUpperCase(Locale.ROOT));
                case "l3mdev" -> action = new Lookup(0);
                default -> {
                    continue;
                }
            }
        }
        if (action == null) {
            throw words.error(
                    entry, "rule-without-action", "the rule does nothing", "write 'table' with the table to look in");
        }
        return action;
    }

    /** The kernel means none by 0. */
    private long table(Item item) throws Unusable {
        long table = words.named(item, Kind.TABLE);
        if (table == 0) {
            throw words.error(item, "unknown-table", item.name() + ": no table has the number 0", "write another");
        }
        return table;
    }

    private void option(Item item, Family family, Rule.Builder rule) throws Unusable {
        switch (item.name()) {
            case "from" -> rule.from(selector(item, family));
            case "to" -> rule.to(selector(item, family));
            case "not" -> rule.inverted(true);
            case "fwmark" -> rule.mark(mark(item));
            case "tos", "dsfield" -> rule.tos(words.tos(item));
            case "dev", "iif" -> rule.inInterface(item.text());
            case "oif" -> rule.outInterface(item.text());
            case "realms" -> rule.realms(words.realms(item));
            case "suppress_prefixlength" -> rule.suppressPrefixLength(item.number());
            case "suppress_ifgroup" -> rule.suppressGroup(words.named(item, Kind.GROUP));
            case "tunnel-id" -> rule.tunnel(item.value(0, Long.class));
            case "uidrange" -> rule.users(words.range(item, MOST_USER));
            case "l3mdev" -> rule.virtualRouting(true);
            case "protocol" -> rule.protocol((int) words.named(item, Kind.PROTOCOL));
            case "ipproto" -> rule.ipProtocol(ipProtocol(item));
            case "sport" -> rule.sourcePorts(words.range(item, MOST_PORT));
            case "dport" -> rule.destinationPorts(words.range(item, MOST_PORT));
            case "no_track" -> rule.tracked(false);
            default -> {
                // The rest is the action, the preference or a track_group.
                return;
            }
        }
    }

    private @Nullable Subnet selector(Item item, Family family) throws Unusable {
        if (!(item.value(0, Object.class) instanceof Prefix prefix)) {
            return null;
        }
        if (Family.of(prefix.address()) != family) {
            throw words.error(
                    item, "mixed-families", item.text() + " is not of the family of the rule", "write two rules");
        }
        return prefix.length() == 0 ? null : new Subnet(prefix.address(), prefix.length());
    }

    /** {@code VALUE[/MASK]}; without a mask, no mark means any. */
    private @Nullable Mark mark(Item item) throws Unusable {
        String text = item.text();
        int slash = text.indexOf('/');
        OptionalLong value = RoutingNames.literal(slash < 0 ? text : text.substring(0, slash));
        OptionalLong mask = slash < 0 ? OptionalLong.of(Mark.WHOLE) : RoutingNames.literal(text.substring(slash + 1));
        if (value.isEmpty() || mask.isEmpty() || value.getAsLong() > Mark.WHOLE || mask.getAsLong() > Mark.WHOLE) {
            throw words.error(
                    item, "bad-value", "fwmark: '" + text + "' is no mark", "write a number such as 0x10 or 16/0xff");
        }
        return value.getAsLong() == 0 && slash < 0 ? null : new Mark(value.getAsLong(), mask.getAsLong());
    }

    private int ipProtocol(Item item) throws Unusable {
        Integer known = IP_PROTOCOLS.get(item.text().toLowerCase(Locale.ROOT));
        OptionalLong number = RoutingNames.literal(item.text());
        if (known == null && (number.isEmpty() || number.getAsLong() > MOST_OCTET)) {
            throw words.error(
                    item,
                    "bad-value",
                    "ipproto: '" + item.text() + "' is no IP protocol",
                    "write its number, or a name such as tcp or udp");
        }
        return known == null ? (int) number.getAsLong() : known;
    }
}

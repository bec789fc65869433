package org.gemel.dataplane.nftables.internal.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gemel.api.platform.PlatformException;
import org.gemel.dataplane.nftables.internal.netlink.Attributes;
import org.gemel.dataplane.nftables.internal.netlink.Channel;
import org.gemel.dataplane.nftables.internal.netlink.Requests;
import org.jspecify.annotations.Nullable;

/** Reads what the kernel has in a table, as far as it must be known to be compared. */
final class TableReader {

    private static final int KINDS = Nft.MAP | Nft.TIMEOUT | Nft.DYNAMIC;

    private final Channel channel;
    private final String table;

    TableReader(Channel channel, String table) {
        this.channel = channel;
        this.table = table;
    }

    Content read() throws PlatformException {
        Map<String, List<Rule>> rules = rules();
        Content content = new Content();
        channel.dump(
                Table.request(Nft.GET_CHAIN, Requests.DUMP),
                () -> content.chains().clear(),
                chain -> {
                    if (chain.text(Nft.CHAIN_TABLE).equals(table)) {
                        String name = chain.text(Nft.CHAIN_NAME);
                        content.add(new Chain(name, hook(chain), rules.getOrDefault(name, List.of())));
                    }
                });
        Requests sets = Table.request(Nft.GET_SET, Requests.DUMP).text(Nft.SET_TABLE, table);
        channel.dump(sets, () -> content.sets().clear(), set -> {
            if (set.text(Nft.SET_TABLE).equals(table) && (flags(set) & Nft.ANONYMOUS) == 0) {
                content.add(set(set));
            }
        });
        for (NamedSet set : content.sets().values()) {
            if (set.kind() == NamedSet.Kind.MAP || set.kind() == NamedSet.Kind.COUNTERS) {
                content.elements().putAll(elements(set.name()));
            }
        }
        return content;
    }

    private Map<String, List<Rule>> rules() throws PlatformException {
        Map<String, List<Rule>> rules = new LinkedHashMap<>();
        Requests request = Table.request(Nft.GET_RULE, Requests.DUMP).text(Nft.RULE_TABLE, table);
        channel.dump(request, rules::clear, rule -> {
            if (rule.text(Nft.RULE_TABLE).equals(table)) {
                rules.computeIfAbsent(rule.text(Nft.RULE_CHAIN), chain -> new ArrayList<>())
                        .add(Rule.found(comment(rule)));
            }
        });
        return rules;
    }

    private static String comment(Attributes rule) {
        Attributes data = rule.find(Nft.RULE_USERDATA);
        if (data == null) {
            return "";
        }
        byte[] octets = data.octets();
        int length = octets.length < 2 ? 0 : Math.min(octets[1] & 0xff, octets.length - 2);
        return octets.length < 2 || octets[0] != Nft.COMMENT
                ? ""
                : new Attributes(data.bytes().slice(data.bytes().position() + 2, length)).text();
    }

    private static Chain.@Nullable Hook hook(Attributes chain) {
        Attributes hook = chain.find(Nft.CHAIN_HOOK);
        return hook == null
                ? null
                : new Chain.Hook(chain.text(Nft.CHAIN_TYPE), (int) hook.number(Nft.HOOK_NUMBER), (int)
                        hook.number(Nft.HOOK_PRIORITY));
    }

    /** The kernel leaves them out where there are none. */
    private static int flags(Attributes set) {
        return (int) Math.max(0, set.number(Nft.SET_FLAGS));
    }

    private static NamedSet set(Attributes set) {
        int flags = flags(set) & KINDS;
        boolean counts = set.find(Nft.SET_EXPRESSION) != null;
        NamedSet.Kind kind =
                switch (flags) {
                    case Nft.MAP -> NamedSet.Kind.MAP;
                    case Nft.TIMEOUT | Nft.DYNAMIC -> NamedSet.Kind.MEMORY;
                    case 0 -> counts ? NamedSet.Kind.COUNTERS : NamedSet.Kind.OTHER;
                    default -> NamedSet.Kind.OTHER;
                };
        Attributes description = set.find(Nft.SET_DESCRIPTION);
        return new NamedSet(
                set.text(Nft.SET_NAME),
                (int) set.number(Nft.SET_KEY_TYPE),
                (int) set.number(Nft.SET_KEY_LENGTH),
                kind,
                Math.max(0, set.number(Nft.SET_TIMEOUT)),
                kind != NamedSet.Kind.MEMORY || description == null
                        ? 0
                        : (int) description.number(Nft.DESCRIPTION_SIZE));
    }

    private Map<Element, String> elements(String set) throws PlatformException {
        Map<Element, String> found = new LinkedHashMap<>();
        Requests request = Table.request(Nft.GET_ELEMENT, Requests.DUMP)
                .text(Nft.LIST_TABLE, table)
                .text(Nft.LIST_SET, set);
        channel.dump(request, found::clear, page -> {
            Attributes elements = page.find(Nft.LIST_ELEMENTS);
            if (elements != null) {
                elements.forEach((element, type) -> {
                    Attributes key = element.find(Nft.ELEMENT_KEY, Nft.DATA_VALUE);
                    if (key != null) {
                        found.put(new Element(set, key.octets()), target(element));
                    }
                });
            }
        });
        return found;
    }

    /** The chain that an element leads to as we write it, empty for none; anything else counts as leading nowhere known. */
    private static String target(Attributes element) {
        Attributes data = element.find(Nft.ELEMENT_DATA);
        if (data == null) {
            return "";
        }
        Attributes verdict = data.find(Nft.DATA_VERDICT);
        return verdict != null && (int) verdict.number(Nft.VERDICT_CODE) == Nft.GOTO
                ? verdict.text(Nft.VERDICT_CHAIN)
                : "?";
    }
}

package org.gemel.platform.linux.internal.firewall;

import java.net.InetAddress;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.Family;
import org.gemel.api.config.Firewall;
import org.gemel.api.platform.PacketRules;

/** Packet rules in the language of nft. */
final class RuleSet {

    private static final String MEMBERSHIPS =
            "{ mld-listener-query, mld-listener-report, mld-listener-done, mld2-listener-report }";

    private RuleSet() {}

    /** What replaces a table by the one for these rules, all at once; there need not be one before. */
    static String replacing(PacketRules rules) {
        Firewall firewall = rules.firewall();
        StringBuilder text = new StringBuilder(removing(firewall.table()));
        if (rules.isEmpty()) {
            return text.toString();
        }
        String count = firewall.counters() ? "counter " : "";
        text.append("table inet ").append(firewall.table()).append(" {\n");
        set(text, "refused4", "ipv4_addr", addresses(rules, Family.IPV4));
        set(text, "refused6", "ipv6_addr", addresses(rules, Family.IPV6));
        text.append("  chain in {\n    type filter hook input priority ")
                .append(firewall.priority())
                .append("; policy accept;\n    ip daddr @refused4 ")
                .append(count)
                .append(
                        "drop\n    ip6 daddr @refused6 icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert } accept\n")
                .append("    ip6 daddr @refused6 ")
                .append(count)
                .append("drop\n  }\n");
        if (!rules.silent().isEmpty()) {
            text.append("  chain out {\n    type filter hook output priority ")
                    .append(firewall.priority())
                    .append("; policy accept;\n    oifname { ")
                    .append(list(rules.silent().stream().sorted(), name -> '"' + name + '"'))
                    .append(" } icmpv6 type ")
                    .append(MEMBERSHIPS)
                    .append(' ')
                    .append(count)
                    .append("drop\n  }\n");
        }
        return text.append("}\n").toString();
    }

    /** What removes a table, if there is one. */
    static String removing(String table) {
        return "add table inet " + table + "\ndelete table inet " + table + "\n";
    }

    private static List<InetAddress> addresses(PacketRules rules, Family family) {
        return rules.refused().stream()
                .filter(address -> Family.of(address) == family)
                .toList();
    }

    private static void set(StringBuilder text, String name, String type, List<InetAddress> addresses) {
        text.append("  set ").append(name).append(" {\n    type ").append(type).append('\n');
        if (!addresses.isEmpty()) {
            text.append("    elements = { ")
                    .append(list(addresses.stream().map(AddressText::of).sorted(), address -> address))
                    .append(" }\n");
        }
        text.append("  }\n");
    }

    private static String list(Stream<String> items, Function<String, String> form) {
        return items.map(form).collect(Collectors.joining(", "));
    }
}

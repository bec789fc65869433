package org.gemel.shell.internal.explain;

import java.util.Locale;
import org.gemel.api.config.Family;
import org.gemel.api.config.Rule;
import org.gemel.api.config.Rule.Goto;
import org.gemel.api.config.Rule.Lookup;
import org.gemel.api.config.Rule.Mark;

/** A policy rule as keepalived.conf would have it; what matches everything is not there. */
final class RuleFacts {

    private RuleFacts() {}

    static String of(Rule rule) {
        Options options = new Options()
                .flag(rule.family() == Family.IPV6 && rule.from() == null && rule.to() == null, "inet6")
                .flag(rule.inverted(), "not")
                .option("from", rule.from() == null ? "all" : rule.from())
                .option("to", rule.to())
                .option("priority", rule.preference())
                .option("tos", rule.tos() == 0 ? null : "0x" + Integer.toHexString(rule.tos()))
                .option("fwmark", rule.mark() == null ? null : mark(rule.mark()))
                .option("iif", rule.inInterface())
                .option("oif", rule.outInterface())
                .option("suppress_prefixlength", rule.suppressPrefixLength(), -1)
                .option("suppress_ifgroup", rule.suppressGroup(), -1)
                .option("tunnel-id", rule.tunnel(), 0)
                .option("uidrange", rule.users())
                .option("realms", RouteFacts.realms(rule.realms()))
                .option("protocol", rule.protocol())
                .option("ipproto", rule.ipProtocol(), 0)
                .option("sport", rule.sourcePorts())
                .option("dport", rule.destinationPorts())
                .flag(rule.virtualRouting(), "l3mdev");
        if (rule.action() instanceof Lookup lookup) {
            options.option("lookup", lookup.table(), 0);
        } else if (rule.action() instanceof Goto jump) {
            options.option("goto", jump.preference());
        } else {
            options.word(rule.action().toString().toLowerCase(Locale.ROOT));
        }
        return options.flag(!rule.tracked(), "no_track").toString();
    }

    private static String mark(Mark mark) {
        String value = "0x" + Long.toHexString(mark.value());
        return mark.mask() == Mark.WHOLE ? value : value + "/0x" + Long.toHexString(mark.mask());
    }
}

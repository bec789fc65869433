package org.gemel.itests.walk;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.gemel.config.internal.schema.Keyword;
import org.gemel.config.internal.schema.Schema;
import org.gemel.config.internal.schema.Shape;

/** The keywords that are walked: of tier A and B, in the blocks that are about virtual routers and what they need. */
final class Words {

    private static final Set<String> BLOCKS = Set.of(
            "root",
            "global_defs",
            "static_ipaddress",
            "static_routes",
            "static_rules",
            "vrrp_sync_group",
            "members",
            "vrrp_instance",
            "authentication",
            "auth_hmac",
            "virtual_ipaddress",
            "virtual_routes",
            "virtual_rules",
            "unicast_peer",
            "use_vmac",
            "use_ipvlan",
            "tracked_interface",
            "tracked_script",
            "tracked_file",
            "tracked_process",
            "tracked_bfd",
            "vrrp_script",
            "track_file",
            "vrrp_track_process",
            "bfd_instance",
            "garp_group",
            "interfaces",
            "interface_up_down_delays",
            "webhook");

    /** SNMP, D-Bus, and what belongs to the balancer. */
    private static final Pattern OF_OTHERS = Pattern.compile("(?!lvs_notify)lvs_.*|smtp_alert_checker|.*snmp.*"
            + "|enable_traps|enable_dbus|checker_.*|virtual_server.*|SSL");

    private Words() {}

    /** A keyword and where it stands. */
    record Word(String block, Keyword keyword) {

        String name() {
            return block + " " + keyword.name();
        }
    }

    static List<Word> ofTheseBlocks() {
        List<Word> words = new ArrayList<>();
        for (Shape shape : Schema.load().shapes()) {
            if (BLOCKS.contains(shape.name())) {
                for (Keyword keyword : shape.keywords()) {
                    if (walked(keyword)) {
                        words.add(new Word(shape.name(), keyword));
                    }
                }
            }
        }
        return words;
    }

    private static boolean walked(Keyword keyword) {
        return (keyword.tier().equals("A") || keyword.tier().equals("B"))
                && !keyword.removed()
                && !OF_OTHERS.matcher(keyword.name()).matches();
    }
}

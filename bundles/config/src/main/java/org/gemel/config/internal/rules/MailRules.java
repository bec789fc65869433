package org.gemel.config.internal.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;

/** Mail needs a relay, a recipient, and somebody who wants it told (behaviour 87). */
final class MailRules {

    private static final List<String> ALERTS = List.of("smtp_alert", "smtp_alert_vrrp", "smtp_alert_checker");

    /** Any of these blocks may ask for mail by itself. */
    private static final List<String> SUBJECTS = List.of("vrrp_instance", "vrrp_sync_group");

    private MailRules() {}

    static void check(Block text, Diagnostics diagnostics) {
        Block global = new Block(text.entries("global_defs"));
        Optional<Item> server = global.last("smtp_server");
        boolean refused = text.all("global_defs").stream()
                .anyMatch(block -> block.block().refused().contains("smtp_server"));
        boolean recipients = global.contains("notification_email");
        List<Item> alerts = alerts(text, global);
        if (!alerts.isEmpty() && (server.isEmpty() && !refused || !recipients)) {
            diagnostics.warning(
                    alerts.get(0).at(),
                    "mail-cannot-be-sent",
                    "no mail is sent, for global_defs has no "
                            + (recipients
                                    ? "smtp_server"
                                    : server.isEmpty()
                                            ? "smtp_server and no notification_email"
                                            : "notification_email"),
                    "write smtp_server and notification_email in global_defs");
        } else if (alerts.isEmpty() && server.isPresent() && recipients && !toldOfRealServers(text, global)) {
            diagnostics.note(
                    server.get().at(),
                    "nobody-is-mailed",
                    "no change of state is mailed, for nothing says smtp_alert",
                    "write smtp_alert in global_defs for all, or in the vrrp_instance or vrrp_sync_group");
        }
    }

    /** Those are mailed where nobody says otherwise. */
    private static boolean toldOfRealServers(Block text, Block global) {
        boolean usual = global.last("smtp_alert_checker")
                .or(() -> global.last("smtp_alert"))
                .map(Item::flag)
                .orElse(true);
        return usual
                && text.all("virtual_server").stream()
                        .anyMatch(server -> server.block().contains("real_server"));
    }

    private static List<Item> alerts(Block text, Block global) {
        List<Item> alerts = new ArrayList<>();
        text.all("virtual_server").forEach(server -> {
            server.block().last("smtp_alert").filter(Item::flag).ifPresent(alerts::add);
            server.block()
                    .all("real_server")
                    .forEach(real ->
                            real.block().last("smtp_alert").filter(Item::flag).ifPresent(alerts::add));
        });
        ALERTS.forEach(word -> global.last(word).filter(Item::flag).ifPresent(alerts::add));
        SUBJECTS.forEach(block -> text.all(block)
                .forEach(each ->
                        each.block().last("smtp_alert").filter(Item::flag).ifPresent(alerts::add)));
        return alerts;
    }
}

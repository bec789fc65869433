package org.gemel.config.internal.bind;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gemel.api.config.Command;
import org.gemel.api.config.Notifications.Occasion;
import org.gemel.api.config.Notifications.Wishes;
import org.gemel.api.config.Subject;
import org.gemel.api.config.SyncGroup;
import org.gemel.api.config.VrrpInstance;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Item;

/** Binds what virtual routers and sync groups want to be told of them. */
final class WishesBinder {

    private static final Map<String, Occasion> OCCASIONS = Map.of(
            "notify_master", Occasion.MASTER,
            "notify_backup", Occasion.BACKUP,
            "notify_fault", Occasion.FAULT,
            "notify_stop", Occasion.STOP,
            "notify_deleted", Occasion.DELETED,
            "notify_master_rx_lower_pri", Occasion.MASTER_RX_LOWER_PRI);

    private final Block global;
    private final CommandBinder commands;

    /** @param global all {@code global_defs} blocks as one */
    WishesBinder(Block global, CommandBinder commands) {
        this.global = global;
        this.commands = commands;
    }

    /** The wishes of those that run and have some. */
    Map<Subject, Wishes> bind(Block text, List<VrrpInstance> instances, List<SyncGroup> groups) {
        Set<Subject> running = new HashSet<>();
        instances.forEach(each -> running.add(Subject.instance(each.name())));
        groups.forEach(each -> running.add(Subject.group(each.name())));
        Map<Subject, Wishes> all = new HashMap<>();
        text.all("vrrp_instance").forEach(item -> put(Subject.instance(item.text()), item.block(), all));
        text.all("vrrp_sync_group").forEach(item -> put(Subject.group(item.text()), item.block(), all));
        all.keySet().retainAll(running);
        return all;
    }

    private void put(Subject subject, Block own, Map<Subject, Wishes> all) {
        Wishes wishes = wishes(own);
        if (!wishes.equals(Wishes.NONE)) {
            all.putIfAbsent(subject, wishes);
        }
    }

    private Wishes wishes(Block own) {
        Map<Occasion, Command> occasions = new EnumMap<>(Occasion.class);
        OCCASIONS.forEach(
                (keyword, occasion) -> command(own, keyword).ifPresent(each -> occasions.put(occasion, each)));
        Settings settings = new Settings(own, global);
        return new Wishes(
                occasions,
                command(own, "notify").orElse(null),
                settings.find("smtp_alert", "smtp_alert_vrrp")
                        .or(() -> global.last("smtp_alert"))
                        .map(Item::flag)
                        .orElse(false),
                settings.flag("notify_priority_changes", "vrrp_notify_priority_changes"),
                own.contains("notify_deleted"));
    }

    private Optional<Command> command(Block own, String keyword) {
        return own.last(keyword).filter(item -> item.has(0)).flatMap(item -> commands.bind(item, Optional.empty()));
    }
}

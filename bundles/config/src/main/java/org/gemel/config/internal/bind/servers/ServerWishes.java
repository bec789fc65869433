package org.gemel.config.internal.bind.servers;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gemel.api.config.Command;
import org.gemel.api.config.Notifications.Occasion;
import org.gemel.api.config.Notifications.Wishes;
import org.gemel.api.config.Subject;
import org.gemel.config.internal.bind.CommandBinder;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Item;

/** Binds what virtual and real servers want to be told of them. */
final class ServerWishes {

    private final Block global;
    private final CommandBinder commands;

    /** @param global all {@code global_defs} blocks as one */
    ServerWishes(Block global, CommandBinder commands) {
        this.global = global;
        this.commands = commands;
    }

    /**
     * The wishes of those that have some.
     *
     * @param mailed whether mail can be sent; then that of real servers is wanted where nobody says otherwise
     */
    Map<Subject, Wishes> bind(List<BoundServer> servers, boolean mailed) {
        Map<Subject, Wishes> all = new HashMap<>();
        for (BoundServer bound : servers) {
            Block own = bound.item().block();
            put(bound.server().subject(), wishes(own, "quorum_up", "quorum_down", false), all);
            for (int i = 0; i < bound.realServers().size(); i++) {
                put(
                        bound.server().realServers().get(i).subject(bound.server()),
                        wishes(bound.realServers().get(i).block(), "notify_up", "notify_down", mailed),
                        all);
            }
        }
        return all;
    }

    private static void put(Subject subject, Wishes wishes, Map<Subject, Wishes> all) {
        if (!wishes.equals(Wishes.NONE)) {
            all.put(subject, wishes);
        }
    }

    private Wishes wishes(Block own, String up, String down, boolean usuallyMailed) {
        Map<Occasion, Command> occasions = new EnumMap<>(Occasion.class);
        command(own, up).ifPresent(command -> occasions.put(Occasion.UP, command));
        command(own, down).ifPresent(command -> occasions.put(Occasion.DOWN, command));
        boolean mail = own.last("smtp_alert")
                .or(() -> global.last("smtp_alert_checker"))
                .or(() -> global.last("smtp_alert"))
                .map(Item::flag)
                .orElse(usuallyMailed);
        return new Wishes(occasions, null, mail, false);
    }

    private Optional<Command> command(Block own, String keyword) {
        return own.last(keyword).flatMap(item -> commands.bind(item, Optional.empty()));
    }
}

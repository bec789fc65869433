package org.gemel.config.internal.bind;

import java.util.List;
import java.util.Map;
import org.gemel.api.config.Notifications;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;

/** Binds who is told of what happens. */
final class NotificationsBinder {

    private final Block global;
    private final CommandBinder commands;
    private final Diagnostics diagnostics;

    /** @param global all {@code global_defs} blocks as one */
    NotificationsBinder(Block global, CommandBinder commands, Diagnostics diagnostics) {
        this.global = global;
        this.commands = commands;
        this.diagnostics = diagnostics;
    }

    Notifications bind() {
        return new Notifications(
                Map.of(),
                new FifoBinder(global, commands, diagnostics).bind(),
                new MailBinder(global, diagnostics).bind(),
                List.of());
    }
}

package org.gemel.config.internal.bind;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.Notifications;
import org.gemel.api.config.Notifications.Mail;
import org.gemel.api.config.Notifications.Wishes;
import org.gemel.api.config.Subject;
import org.gemel.api.config.SyncGroup;
import org.gemel.api.config.VrrpInstance;
import org.gemel.config.internal.bind.servers.ServersBinder;
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

    /**
     * @param text the top of the file
     * @param instances the virtual routers that it comes to
     * @param groups the sync groups that it comes to
     * @param servers the virtual servers that it comes to
     */
    Notifications bind(Block text, List<VrrpInstance> instances, List<SyncGroup> groups, ServersBinder servers) {
        Mail mail = new MailBinder(global, diagnostics).bind();
        Map<Subject, Wishes> wishes = new HashMap<>(new WishesBinder(global, commands).bind(text, instances, groups));
        wishes.putAll(servers.wishes(mail != null));
        return new Notifications(
                wishes,
                new FifoBinder(global, commands, diagnostics).bind(),
                mail,
                new WebhookBinder(global, diagnostics).bind());
    }
}

package org.gemel.shell.internal.explain;

import java.util.Locale;
import org.gemel.api.config.Command;
import org.gemel.api.config.Notifications.Occasion;
import org.gemel.api.config.Notifications.Wishes;
import org.jspecify.annotations.Nullable;

/** What is run and mailed when a virtual router or sync group changes. */
final class WishesFacts {

    private WishesFacts() {}

    static void add(Wishes wishes, Facts facts) {
        for (Occasion occasion : Occasion.values()) {
            String keyword = "notify_" + occasion.name().toLowerCase(Locale.ROOT);
            Command command = wishes.commands().get(occasion);
            if (occasion == Occasion.DELETED && command == null && wishes.deleted()) {
                facts.add(keyword, true);
            }
            command(keyword, command, facts);
        }
        command("notify", wishes.always(), facts);
        facts.add("smtp_alert", wishes.mail()).add("notify_priority_changes", wishes.priorityChanges());
    }

    private static void command(String keyword, @Nullable Command command, Facts facts) {
        if (command != null) {
            facts.add(keyword, Facts.command(command));
            PolicyFacts.add(command.policy(), keyword, facts);
        }
    }
}

package org.gemel.shell.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.gemel.api.appliance.Appliance.Cost;
import org.gemel.api.appliance.Appliance.ReloadPlan;
import org.gemel.api.appliance.Appliance.ReloadResult;
import org.jspecify.annotations.Nullable;

/** Reloads in words: what one would do, what one did, and what is still to be confirmed. */
final class ReloadText {

    private ReloadText() {}

    /** What was applied; throws a {@link CommandFailure} if nothing was. */
    static String of(ReloadResult result) {
        String said = lines(result.diagnostics());
        if (!result.applied()) {
            throw new CommandFailure(Commands.BAD_CONFIGURATION, said + "error: not reloaded, nothing changed\n");
        }
        return said
                + lines(result.changes())
                + (result.changes().isEmpty() ? "reloaded, nothing changed\n" : "reloaded\n");
    }

    /** What would be applied, and at what cost. */
    static String of(ReloadPlan plan) {
        String said = lines(plan.diagnostics());
        if (!plan.usable()) {
            return said + "a reload would change nothing: the file has errors\n";
        }
        if (plan.changes().isEmpty()) {
            return said + "a reload would change nothing\n";
        }
        Columns columns = new Columns().row("CHANGE", "COST");
        plan.changes().forEach(change -> columns.row(change.what(), words(change.cost())));
        return said + columns.text("") + "nothing was changed; apply it with: gemel reload\n";
    }

    /** Until when a confirmation is awaited; nothing where none is. */
    static String awaited(@Nullable Instant due, Instant now) {
        if (due == null) {
            return "";
        }
        Duration left = Duration.between(now, due);
        return "the last reload is taken back at " + due.truncatedTo(ChronoUnit.SECONDS) + ", in "
                + Math.max(0, left.toSeconds()) + " s, unless it is confirmed: gemel confirm\n";
    }

    private static String lines(List<?> all) {
        StringBuilder text = new StringBuilder();
        all.forEach(each -> text.append(each).append('\n'));
        return text.toString();
    }

    private static String words(Cost cost) {
        return switch (cost) {
            case NOTHING -> "no interruption";
            case PEERS -> "no interruption, if the other routers have it too";
            case ELECTION -> "no interruption; may decide an election";
            case LEAVES -> "its addresses leave this router";
            case RESTART -> "restarts this virtual router";
            case NEXT_START -> "none now; needs a restart of the process";
        };
    }
}

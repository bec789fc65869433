package org.gemel.shell.internal;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.gemel.api.appliance.Duty;
import org.gemel.api.appliance.Maintenance;
import org.gemel.api.engine.HandoverResult;
import org.jspecify.annotations.Nullable;

/** Whether this router serves: handing over, and maintenance. Text to print, or a {@link CommandFailure}. */
final class DutyCommands {

    private final Duty duty;

    DutyCommands(Duty duty) {
        this.duty = duty;
    }

    /** Hands over, or takes back; fails if somebody still has to serve here. */
    String handover(boolean back, Set<String> names) {
        if (back) {
            List<String> again = duty.takeBack(names);
            return again.isEmpty()
                    ? "nothing was handed over\n"
                    : String.join(", ", again) + (again.size() == 1 ? " stands" : " stand") + " for election again\n";
        }
        List<HandoverResult> results = duty.handOver(names);
        String text = text(results);
        if (stays(results)) {
            throw new CommandFailure(Commands.FAILED, text + "error: not everything was handed over\n");
        }
        return text.isEmpty() ? "no virtual router is running, there is nothing to hand over\n" : text;
    }

    private static String text(List<HandoverResult> results) {
        StringBuilder text = new StringBuilder();
        results.forEach(each ->
                text.append(each.instance()).append(": ").append(each.text()).append('\n'));
        return text.toString();
    }

    private static boolean stays(List<HandoverResult> results) {
        return results.stream().anyMatch(each -> each.end() == HandoverResult.End.STILL_MASTER);
    }

    /** Whether there is a maintenance. */
    String maintenance() {
        Maintenance now = duty.maintenance();
        return now == null ? "no maintenance\n" : line(now);
    }

    /** Begins or ends one. */
    String maintenance(String by, String time, boolean force, String what) {
        return switch (what) {
            case "on" -> begin(by, time, force);
            case "off" -> duty.endMaintenance(by) ? "maintenance is over\n" : "there was no maintenance\n";
            default ->
                throw new CommandFailure(
                        Commands.BAD_CONFIGURATION, "error: maintenance " + what + ": say on or off\n");
        };
    }

    private String begin(String by, String time, boolean force) {
        Duration wanted = time.isEmpty() ? null : Durations.parse("--for", time);
        Duty.Begun begun;
        try {
            begun = duty.beginMaintenance(by, wanted, force);
        } catch (UncheckedIOException unwritable) {
            throw new CommandFailure(
                    Commands.FAILED, "error: no maintenance, nothing has changed: " + unwritable.getMessage() + "\n");
        }
        String text = text(begun.handovers());
        if (begun.maintenance() == null && !stays(begun.handovers())) {
            throw new CommandFailure(
                    Commands.FAILED, text + "error: no maintenance, because somebody ended it while it began\n");
        }
        if (begun.maintenance() == null) {
            throw new CommandFailure(
                    Commands.FAILED,
                    text + "error: no maintenance, because nobody else would serve; to begin it all the same:"
                            + " gemel maintenance on --force. What was handed over stands for"
                            + " election again\n");
        }
        return text + line(begun.maintenance());
    }

    /** What there is to be known of a maintenance, if there is one. */
    static String line(@Nullable Maintenance now) {
        if (now == null) {
            return "";
        }
        return "in maintenance by " + now.by() + " since " + now.since()
                + (now.until() == null || now.left() == null
                        ? ", until: gemel maintenance off"
                        : " until " + now.until() + ", for another " + Durations.length(now.left()))
                + "\n";
    }
}

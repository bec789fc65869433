package org.gemel.shell.internal;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.felix.service.command.Descriptor;
import org.gemel.api.appliance.Appliance;
import org.gemel.api.appliance.Appliance.ReloadPlan;
import org.gemel.api.config.Diagnostic.Severity;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code update}: has the launcher replace bundles, for this one may be among them. */
@Component(
        service = UpdateCommand.class,
        property = {"osgi.command.scope=gemel", "osgi.command.function=update"})
public final class UpdateCommand {

    /** It is not over; whoever asks asks again. */
    private static final int STILL_UPDATING = 75;

    /** What is said where no bundle reads the file. */
    private static final Set<String> NOT_THE_FILES_FAULT =
            Set.of("no-configuration-reader", "reader-failed", "no-format");

    /** The launcher's; a container that something else has started has none. */
    @Reference(
            target = "(gemel.launcher=update)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Function<List<String>, Map<String, String>> updates;

    /** Asked whether it can be replaced now. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Appliance appliance;

    @Descriptor("put newer bundles in the place of those that run; without a file: how that went")
    public String update(@Descriptor("[--force] [FILE...]") String... arguments) {
        Function<List<String>, Map<String, String>> launcher = updates;
        if (launcher == null) {
            throw new CommandFailure(
                    1, "error: not updated: no launcher runs these bundles; update what gemel run has started\n");
        }
        Appliance running = appliance;
        String hindrance = running == null || arguments.length == 0 ? null : hindrance(running);
        if (hindrance != null) {
            throw new CommandFailure(1, "error: not updated: " + hindrance + "\n");
        }
        Map<String, String> answer = launcher.apply(List.of(arguments));
        String text = answer.getOrDefault("text", "");
        String exit = answer.getOrDefault("exit", "");
        if (!exit.equals("0")) {
            throw new CommandFailure(exit.isEmpty() ? STILL_UPDATING : Integer.parseInt(exit), text + "\n");
        }
        return text;
    }

    /** Why what runs would not go on as it is: the next version knows what it runs from the file alone. Null if it would. */
    private static @Nullable String hindrance(Appliance running) {
        Instant due = running.confirmationDue();
        if (due != null) {
            return "the last reload awaits a confirmation until " + due.truncatedTo(ChronoUnit.SECONDS)
                    + ", and an update may forget that; confirm it first (gemel confirm), or let it be taken back";
        }
        Path file = running.configurationFile();
        ReloadPlan plan = running.plan();
        if (!plan.usable()) {
            return plan.diagnostics().stream()
                    .filter(each -> each.severity() == Severity.ERROR)
                    // Where nobody can read the file, an update may be what mends that.
                    .filter(each -> !NOT_THE_FILES_FAULT.contains(each.code()))
                    .findFirst()
                    .map(error -> "what runs is not what " + file + " says any more, and that has errors (" + error
                            + "); mend it, or put back what runs")
                    .orElse(null);
        }
        return plan.changes().isEmpty()
                ? null
                : "what runs is not what " + file + " says any more ("
                        + plan.changes().get(0) + more(plan) + "); reload first (gemel reload), or put back what runs";
    }

    private static String more(ReloadPlan plan) {
        return plan.changes().size() == 1 ? "" : ", and " + (plan.changes().size() - 1) + " more";
    }
}

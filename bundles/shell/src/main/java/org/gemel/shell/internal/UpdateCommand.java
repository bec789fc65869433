package org.gemel.shell.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.felix.service.command.Descriptor;
import org.gemel.api.appliance.Appliance;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
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

    private final Function<List<String>, Map<String, String>> updates;

    /** Asked whether it can be replaced now. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Appliance appliance;

    /** @param updates the launcher's */
    @Activate
    public UpdateCommand(
            @Reference(target = "(gemel.launcher=update)") Function<List<String>, Map<String, String>> updates) {
        this.updates = updates;
    }

    @Descriptor("put newer bundles in the place of those that run; without a file: how that went")
    public String update(@Descriptor("[--force] [FILE...]") String... arguments) {
        Appliance running = appliance;
        Instant due = running == null ? null : running.confirmationDue();
        if (due != null && arguments.length > 0) {
            // What would run again is known to the bundle alone that waits.
            throw new CommandFailure(
                    1,
                    "error: not updated: the last reload awaits a confirmation until " + due
                            + ", and an update may forget that; confirm it first (gemel confirm), or let it be taken back\n");
        }
        Map<String, String> answer = updates.apply(List.of(arguments));
        String text = answer.getOrDefault("text", "");
        String exit = answer.getOrDefault("exit", "");
        if (!exit.equals("0")) {
            throw new CommandFailure(exit.isEmpty() ? STILL_UPDATING : Integer.parseInt(exit), text + "\n");
        }
        return text;
    }
}

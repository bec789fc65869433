package org.gemel.shell.internal;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.felix.service.command.Descriptor;
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

    /** The launcher's; a container that something else has started has none. */
    @Reference(
            target = "(gemel.launcher=update)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Function<List<String>, Map<String, String>> updates;

    @Descriptor("put newer bundles in the place of those that run; without a file: how that went")
    public String update(@Descriptor("[--force] [FILE...]") String... arguments) {
        Function<List<String>, Map<String, String>> launcher = updates;
        if (launcher == null) {
            throw new CommandFailure(
                    1, "error: not updated: no launcher runs these bundles; update what gemel run has started\n");
        }
        Map<String, String> answer = launcher.apply(List.of(arguments));
        String text = answer.getOrDefault("text", "");
        String exit = answer.getOrDefault("exit", "");
        if (!exit.equals("0")) {
            throw new CommandFailure(exit.isEmpty() ? STILL_UPDATING : Integer.parseInt(exit), text + "\n");
        }
        return text;
    }
}

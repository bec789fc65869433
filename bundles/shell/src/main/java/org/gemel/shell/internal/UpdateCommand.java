package org.gemel.shell.internal;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.felix.service.command.Descriptor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code update}: has the launcher replace bundles, for this one may be among them. */
@Component(
        service = UpdateCommand.class,
        property = {"osgi.command.scope=gemel", "osgi.command.function=update"})
public final class UpdateCommand {

    /** It is not over; whoever asks asks again. */
    private static final int STILL_UPDATING = 75;

    private final Function<List<String>, Map<String, String>> updates;

    /** @param updates the launcher's */
    @Activate
    public UpdateCommand(
            @Reference(target = "(gemel.launcher=update)") Function<List<String>, Map<String, String>> updates) {
        this.updates = updates;
    }

    @Descriptor("put newer bundles in the place of those that run; without a file: how that went")
    public String update(@Descriptor("[--force] [FILE...]") String... arguments) {
        Map<String, String> answer = updates.apply(List.of(arguments));
        String text = answer.getOrDefault("text", "");
        String exit = answer.getOrDefault("exit", "");
        if (!exit.equals("0")) {
            throw new CommandFailure(exit.isEmpty() ? STILL_UPDATING : Integer.parseInt(exit), text + "\n");
        }
        return text;
    }
}

package org.gemel.shell.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.felix.service.command.CommandProcessor;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The commands of the scope {@code gemel} that are there now, whatever bundle brings them: a plugin's command is in the help
 * and in completion by being an ordinary Gogo command.
 */
@Component(service = CommandCatalogue.class)
public final class CommandCatalogue {

    static final String SCOPE = "gemel";

    private static final String OURS =
            "(&(" + CommandProcessor.COMMAND_SCOPE + "=" + SCOPE + ")(" + CommandProcessor.COMMAND_FUNCTION + "=*))";

    private final BundleContext context;

    @Activate
    public CommandCatalogue(BundleContext context) {
        this.context = context;
    }

    /** The commands, by name, one with several forms several times. */
    List<Help.Entry> entries() {
        List<Help.Entry> entries = new ArrayList<>();
        for (ServiceReference<?> reference : references()) {
            Object commands = context.getService(reference);
            if (commands != null) {
                entries.addAll(Help.entries(commands.getClass(), functions(reference)));
                context.ungetService(reference);
            }
        }
        entries.sort(Comparator.comparing(Help.Entry::usage));
        return entries;
    }

    private List<ServiceReference<?>> references() {
        try {
            // "All", because this bundle need not know the classes of others.
            ServiceReference<?>[] found = context.getAllServiceReferences(null, OURS);
            return found == null ? List.of() : List.of(found);
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Collection<String> functions(ServiceReference<?> reference) {
        Object functions = reference.getProperty(CommandProcessor.COMMAND_FUNCTION);
        return functions instanceof String[] several ? List.of(several) : List.of(functions.toString());
    }
}

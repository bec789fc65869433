package org.gemel.tracking.internal;

import java.util.List;
import java.util.function.Predicate;
import org.gemel.api.config.TrackerDefinition.ProcessCount;
import org.gemel.api.config.TrackerDefinition.ProcessCount.Arguments;
import org.gemel.api.platform.Processes.Image;

/** Whether a process is one of those that are to be counted: by the short name, or by the command line as it was given. */
final class ProcessMatch implements Predicate<Image> {

    /** The kernel keeps no more of a short name. */
    private static final int LONGEST_NAME = 15;

    private final boolean commandLine;
    private final Arguments how;
    private final String program;
    private final List<String> arguments;

    ProcessMatch(ProcessCount definition) {
        how = definition.arguments();
        commandLine = definition.wholeCommandLine() || how != Arguments.ANY;
        String first = definition.command().get(0);
        program = commandLine ? first : shortName(first);
        arguments = definition.command().subList(1, definition.command().size());
    }

    private static String shortName(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    @Override
    public boolean test(Image image) {
        if (!commandLine) {
            return image.name().equals(program);
        }
        List<String> line = image.commandLine();
        return !line.isEmpty() && line.get(0).equals(program) && matches(line.subList(1, line.size()));
    }

    private boolean matches(List<String> given) {
        int wanted = arguments.size();
        return switch (how) {
            case ANY -> true;
            case EXACT -> given.equals(arguments);
            case INITIAL -> given.size() >= wanted && given.subList(0, wanted).equals(arguments);
            case PARTIAL ->
                wanted == 0
                        || given.size() >= wanted
                                && given.subList(0, wanted - 1).equals(arguments.subList(0, wanted - 1))
                                && given.get(wanted - 1).startsWith(arguments.get(wanted - 1));
        };
    }
}

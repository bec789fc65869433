package org.gemel.api.platform;

import java.util.List;
import java.util.Map;
import org.gemel.api.config.ScriptPolicy;
import org.jspecify.annotations.Nullable;

/**
 * A program to be run. It gets a process group of its own, {@code /} as working directory, nothing to read, no descriptor
 * but its three, ordinary priority and default signals. Its environment is this process's without what would make a shell or
 * the loader do somebody else's will (behaviour 25).
 *
 * @param command the program and its arguments, at least one; without a slash it is looked for in PATH
 * @param user who runs it, a name or number; null for the user of this process
 * @param group with what group, a name or number; null for the user's own
 * @param policy what is checked before, and how it is run
 * @param environment what is added to the environment
 * @param outputLimit how many bytes at most are kept of what it says on standard output and error together; the rest is
 *     read and forgotten
 */
public record Program(
        List<String> command,
        @Nullable String user,
        @Nullable String group,
        ScriptPolicy policy,
        Map<String, String> environment,
        int outputLimit) {

    /** @throws IllegalArgumentException if the command is empty */
    public Program {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("no program");
        }
    }
}

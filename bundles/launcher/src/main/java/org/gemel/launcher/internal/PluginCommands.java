package org.gemel.launcher.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What a running appliance can be asked besides what the help knows. */
final class PluginCommands {

    private PluginCommands() {}

    /**
     * Adds the commands of plugins to a help that was printed; nothing where no appliance runs or none will say.
     *
     * @param help its text
     */
    static int print(Path runDirectory, String help, PrintStream out) {
        List<String> more = of(runDirectory).stream()
                .filter(line -> !help.contains("\n  " + line.split("\t", 2)[0] + " "))
                .toList();
        if (!more.isEmpty()) {
            out.println("\nFrom plugins of the running appliance:");
            more.forEach(line -> out.print(entry(line)));
            out.flush();
        }
        return ExitCode.OK;
    }

    /** The line about one; empty if there is none of that name. */
    static String help(Path runDirectory, String command) {
        return of(runDirectory).stream()
                .filter(line -> line.equals(command) || line.startsWith(command + "\t"))
                .map(PluginCommands::entry)
                .collect(Collectors.joining());
    }

    private static String entry(String line) {
        return String.format("  %-17s %s%n", (Object[]) (line + "\t").split("\t", 2));
    }

    /** A command a line, behind a tab what it is for. */
    private static List<String> of(Path runDirectory) {
        if (!Files.exists(RunDirectory.controlSocket(runDirectory))) {
            return List.of();
        }
        try (Connection connection = Connection.open(runDirectory)) {
            connection.send(":complete ");
            connection.endSending();
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            connection.receiveAnswer(answer);
            // Other scopes end with a colon.
            return answer.toString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.contains(":"))
                    .toList();
        } catch (IOException | Failure unknown) {
            return List.of();
        }
    }
}

package org.gemel.launcher.internal;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The command line, understood. The launcher's own options may stand anywhere, except behind {@code --} and within the
 * words of {@code shell}; every other option is the command's.
 *
 * @param command the command's name
 * @param arguments its arguments, in order
 * @param instance the name of one appliance among several, if given
 * @param givenRunDirectory the run directory, if one was named
 * @param configFile the configuration file, if one was named
 * @param configId what {@code @id} in the configuration is compared with, if given
 * @param format the name of the configuration's format, if it is forced
 * @param givenStateDirectory the directory of lasting state, if one was named
 * @param verbose whether to log details
 */
record CommandLine(
        String command,
        List<String> arguments,
        Optional<String> instance,
        Optional<Path> givenRunDirectory,
        Optional<Path> configFile,
        Optional<String> configId,
        Optional<String> format,
        Optional<Path> givenStateDirectory,
        boolean verbose) {

    private static final Path DEFAULT_RUN_DIRECTORY = Path.of("/run/gemel");
    private static final Path DEFAULT_STATE_DIRECTORY = Path.of("/var/lib/gemel");

    CommandLine {
        arguments = List.copyOf(arguments);
    }

    /**
     * Reads the words behind {@code gemel}.
     *
     * @throws Failure if an option lacks its value
     */
    static CommandLine parse(List<String> words) {
        Deque<String> rest = new ArrayDeque<>(words);
        List<String> arguments = new ArrayList<>();
        String command = "";
        Optional<String> instance = Optional.empty();
        Optional<Path> runDirectory = Optional.empty();
        Optional<Path> configFile = Optional.empty();
        Optional<String> configId = Optional.empty();
        Optional<Path> stateDirectory = Optional.empty();
        Optional<String> format = Optional.empty();
        boolean verbose = false;
        boolean verbatim = false;
        while (!rest.isEmpty()) {
            String word = rest.pop();
            if (verbatim) {
                arguments.add(word);
            } else if (word.equals("--")) {
                verbatim = true;
            } else if (word.equals("--run-dir")) {
                runDirectory = Optional.of(Path.of(valueOf(word, rest)));
            } else if (word.startsWith("--run-dir=")) {
                runDirectory = Optional.of(Path.of(word.substring("--run-dir=".length())));
            } else if (word.equals("--state-dir")) {
                stateDirectory = Optional.of(Path.of(valueOf(word, rest)));
            } else if (word.startsWith("--state-dir=")) {
                stateDirectory = Optional.of(Path.of(word.substring("--state-dir=".length())));
            } else if (word.equals("--instance")) {
                instance = Optional.of(instanceOf(valueOf(word, rest)));
            } else if (word.startsWith("--instance=")) {
                instance = Optional.of(instanceOf(word.substring("--instance=".length())));
            } else if (word.equals("-f")) {
                configFile = Optional.of(Path.of(valueOf(word, rest)).toAbsolutePath());
            } else if (word.equals("-i")) {
                configId = Optional.of(valueOf(word, rest));
            } else if (word.equals("--format")) {
                format = Optional.of(valueOf(word, rest));
            } else if (word.startsWith("--format=")) {
                format = Optional.of(word.substring("--format=".length()));
            } else if (word.equals("--verbose")) {
                verbose = true;
            } else if (command.isEmpty()) {
                command = aliasOf(word);
            } else {
                arguments.add(word);
                verbatim = command.equals("shell");
            }
        }
        return new CommandLine(
                command.isEmpty() ? "help" : command,
                arguments,
                instance,
                runDirectory,
                configFile,
                configId,
                format,
                stateDirectory,
                verbose);
    }

    /**
     * Where the control socket, the bundle cache and the pid file are.
     *
     * @param named what the configuration file calls itself, where that counts
     */
    Path runDirectory(InstanceName named) {
        return givenRunDirectory
                .orElseGet(() -> ofInstance(DEFAULT_RUN_DIRECTORY, named))
                .toAbsolutePath()
                .normalize();
    }

    /**
     * Where that is kept which outlives a restart of the machine; beside the rest where a run directory of its own was given.
     *
     * @param named what the configuration file calls itself, where that counts
     */
    Path stateDirectory(InstanceName named) {
        return givenStateDirectory
                .or(() -> givenRunDirectory.map(directory -> directory.resolve("state")))
                .orElseGet(() -> ofInstance(DEFAULT_STATE_DIRECTORY, named))
                .toAbsolutePath()
                .normalize();
    }

    private Path ofInstance(Path directory, InstanceName named) {
        return instance.or(named::instance)
                .or(named::namespace)
                .map(name -> Path.of(directory + "-" + name))
                .orElse(directory);
    }

    private static String instanceOf(String name) {
        return InstanceName.named(name)
                .orElseThrow(() -> new Failure(
                        ExitCode.USAGE, "--instance " + name + ": use letters, digits, '_', '-' and '.' for a name"));
    }

    private static String aliasOf(String word) {
        return switch (word) {
            case "-h", "--help" -> "help";
            case "--version" -> "version";
            default -> word;
        };
    }

    private static String valueOf(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new Failure(ExitCode.USAGE, option + " needs a value; see: gemel help");
        }
        return rest.pop();
    }
}

package org.gemel.launcher.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;

/** The entry point: reads the command line and lets the right one answer. */
public final class Main {

    /** Commands that a running appliance answers. */
    private static final Set<String> ONLINE = Set.of(
            "status",
            "show",
            "counters",
            "notifications",
            "mail-test",
            "shell",
            "reload",
            "confirm",
            "handover",
            "maintenance",
            "lb",
            "drain",
            "undrain",
            "stop",
            "update");

    private static final String NAME = "[a-z][a-z-]*";

    private Main() {}

    /** Runs one command and ends the process with its exit code; {@code gemel help} lists them. */
    public static void main(String[] arguments) {
        LastResort lastResort = new LastResort();
        int code = guarded(() -> run(arguments));
        if (code == ExitCode.INTERNAL) {
            lastResort.start();
        }
        System.exit(code);
    }

    /** Whatever goes wrong, the process is to end: one that lives on without an appliance is restarted by nobody. */
    static int guarded(IntSupplier command) {
        try {
            return command.getAsInt();
        } catch (Failure e) {
            System.err.println("gemel: " + e.getMessage());
            return e.exitCode();
        } catch (Throwable defect) {
            System.err.println("gemel: ended by a defect, or for want of memory: " + defect);
            defect.printStackTrace();
            return ExitCode.INTERNAL;
        }
    }

    private static int run(String[] arguments) {
        return run(
                CommandLine.parse(List.of(arguments)),
                Path.of(System.getProperty("gemel.home", ".")).toAbsolutePath().normalize());
    }

    /** Ends a process whose orderly end hangs. It is made before it is needed: without memory no class is loaded any more. */
    private static final class LastResort extends Thread {

        private static final long MILLIS = 20_000;

        LastResort() {
            super("gemel-last-resort");
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                Thread.sleep(MILLIS);
            } catch (InterruptedException e) {
                interrupt();
            }
            Runtime.getRuntime().halt(ExitCode.INTERNAL);
        }
    }

    private static int run(CommandLine line, Path home) {
        String command = line.command();
        if (HelpText.isAsked(command, line.arguments())
                && !HelpText.of(help(), command).isEmpty()) {
            return help(command, line);
        }
        if (command.equals("shell") && line.arguments().isEmpty() && Boolean.getBoolean("gemel.terminal")) {
            return shell(line.runDirectory(InstanceName.NONE));
        }
        if (ONLINE.contains(command)) {
            return new ControlClient(line.runDirectory(InstanceName.NONE), System.in, System.out)
                    .run(command, line.arguments());
        }
        switch (command) {
            case "help" -> {
                if (!line.arguments().isEmpty()) {
                    return help(line.arguments().get(0), line);
                }
                print(System.out, help());
                return PluginCommands.print(line.runDirectory(InstanceName.NONE), help(), System.out);
            }
            case "version" -> {
                return print(
                        System.out,
                        "gemel " + version() + " (Java " + Runtime.version() + ", " + System.getProperty("os.name")
                                + " " + System.getProperty("os.arch") + ")\n");
            }
            default -> {
                if (command.equals("run") && !line.arguments().isEmpty()) {
                    String word = line.arguments().get(0);
                    throw new Failure(
                            ExitCode.USAGE,
                            "run takes no argument " + word + "; name a configuration with: gemel run -f FILE");
                }
                Path feature = home.resolve("etc/commands").resolve(command + ".json");
                if (command.matches(NAME) && Files.isRegularFile(feature)) {
                    return new OfflineCommand(line, home, version()).run(feature);
                }
                return plugin(line);
            }
        }
    }

    private static int help(String command, CommandLine line) {
        String text = HelpText.of(help(), command);
        if (text.isEmpty()) {
            text = PluginCommands.help(line.runDirectory(InstanceName.NONE), command);
        }
        if (text.isEmpty()) {
            throw new Failure(ExitCode.USAGE, "there is no command " + command + "; see: gemel help");
        }
        return print(System.out, text);
    }

    /** Only the running appliance knows what its plugins can do. */
    private static int plugin(CommandLine line) {
        Path runDirectory = line.runDirectory(InstanceName.NONE);
        if (!line.command().matches(NAME) || !Files.exists(RunDirectory.controlSocket(runDirectory))) {
            throw new Failure(
                    ExitCode.USAGE,
                    "there is no command " + line.command() + "; see: gemel help (plugins may add some to a running"
                            + " appliance, but none is running in " + runDirectory + ")");
        }
        return new ControlClient(runDirectory, System.in, System.out).run(line.command(), line.arguments());
    }

    /** With line editing where the terminal allows it. */
    private static int shell(Path runDirectory) {
        try {
            return TerminalShell.run(runDirectory);
        } catch (IOException e) {
            return new ControlClient(runDirectory, System.in, System.out).run("shell", List.of());
        }
    }

    private static int print(PrintStream out, String text) {
        out.print(text);
        out.flush();
        return ExitCode.OK;
    }

    private static String help() {
        return resource("help.txt");
    }

    private static String version() {
        return resource("version.txt").strip();
    }

    private static String resource(String name) {
        try (InputStream in = Main.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new Failure(ExitCode.INTERNAL, name + " is missing from the launcher's jar; install Gemel again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

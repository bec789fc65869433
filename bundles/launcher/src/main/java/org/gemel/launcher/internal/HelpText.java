package org.gemel.launcher.internal;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code gemel help} says of one command. */
final class HelpText {

    private static final String REST = "\nOptions for every command, and exit codes: gemel help\n";

    private HelpText() {}

    /**
     * Whether somebody asks for help with a command, and not for what it does.
     *
     * @param command its name; the demo has a page of its own, and the words of a shell are left alone
     */
    static boolean isAsked(String command, List<String> arguments) {
        return !command.equals("demo")
                && !command.equals("shell")
                && (arguments.contains("--help") || arguments.contains("-h"));
    }

    /** The lines about a command; empty if there is none of that name. */
    static String of(String help, String command) {
        Matcher lines = Pattern.compile("(?m)^  " + Pattern.quote(command) + " .*\n(?: {4,}.*\n)*")
                .matcher(help);
        return lines.find() ? lines.group() + REST : "";
    }
}

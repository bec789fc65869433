package org.gemel.launcher.internal;

import java.util.List;

/** Writes a command and its arguments as a line that Gogo reads as exactly these words. */
final class GogoLine {

    private static final String PLAIN = "[A-Za-z0-9_./:@%+,-]+";

    private GogoLine() {}

    static String of(String command, List<String> arguments) {
        StringBuilder line = new StringBuilder("gemel:").append(command);
        arguments.forEach(argument -> line.append(' ').append(quoted(argument)));
        return line.toString();
    }

    private static String quoted(String word) {
        if (word.matches(PLAIN)) {
            return word;
        }
        if (word.chars().anyMatch(Character::isISOControl)) {
            throw new Failure(ExitCode.USAGE, "an argument contains a control character, such as a line break");
        }
        return '"' + word.replaceAll("([\"\\\\$])", "\\\\$1") + '"';
    }
}

package org.gemel.config.keepalived.internal;

import org.gemel.api.config.Position;
import org.gemel.api.config.Problems;

/** What is left of {@link Limits} in one reading. Once a limit is passed the reading ends, with one error. */
final class Budget {

    private final Problems problems;
    private int lines;
    private long characters;
    private int words;
    private long bytes;
    private boolean spent;

    Budget(Problems problems) {
        this.problems = problems;
    }

    boolean spent() {
        return spent;
    }

    /** Whether a line may still be looked at. */
    boolean line(Line line) {
        characters += line.text().length();
        if (++lines > Limits.LINES || characters > Limits.CHARACTERS) {
            exhausted(
                    line.at(0),
                    "configuration-too-large",
                    characters > Limits.CHARACTERS
                            ? "the text expands to more than " + Limits.CHARACTERS + " characters"
                            : "the text expands to more than " + Limits.LINES + " lines",
                    "look for a sequence or a variable that repeats more than was meant");
        }
        return !spent;
    }

    /** How many bytes may still be taken from files. */
    long bytesLeft() {
        return Limits.TEXT_SIZE - bytes;
    }

    /** Counts the bytes of a line; more than are left end the reading. */
    void take(long count, Position at) {
        bytes += count;
        if (bytes > Limits.TEXT_SIZE) {
            exhausted(
                    at,
                    "text-too-large",
                    "the text is larger than " + Limits.TEXT_SIZE / (1024 * 1024) + " MiB",
                    "are these the right files? If so, let the process have more memory, such as"
                            + " GEMEL_JAVA_OPTS=-Xmx1g");
        }
    }

    /** Whether another word may be kept. */
    boolean word(Position at) {
        if (++words > Limits.WORDS) {
            exhausted(
                    at,
                    "configuration-too-large",
                    "the text has more than " + Limits.WORDS + " words",
                    "look for a sequence or a variable that repeats more than was meant, or let the process have more"
                            + " memory, such as GEMEL_JAVA_OPTS=-Xmx512m");
        }
        return !spent;
    }

    private void exhausted(Position at, String code, String what, String advice) {
        if (!spent) {
            spent = true;
            problems.error(at, code, what + "; reading ends here", advice);
        }
    }
}

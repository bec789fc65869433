package org.gemel.config.keepalived.internal;

import org.gemel.api.config.Position;

/** What is left of {@link Limits} in one reading. Once a limit is passed the reading ends, with one error. */
final class Budget {

    private final Problems problems;
    private int lines;
    private long characters;
    private int words;
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
            exhausted(line.at(0), "the text expands to more than " + Limits.LINES + " lines");
        }
        return !spent;
    }

    /** Whether another word may be kept. */
    boolean word(Position at) {
        if (++words > Limits.WORDS) {
            exhausted(at, "the text has more than " + Limits.WORDS + " words");
        }
        return !spent;
    }

    private void exhausted(Position at, String what) {
        if (!spent) {
            spent = true;
            problems.error(
                    at,
                    "configuration-too-large",
                    what + "; reading ends here",
                    "look for a sequence or a variable that repeats more than was meant");
        }
    }
}

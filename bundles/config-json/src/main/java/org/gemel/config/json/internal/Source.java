package org.gemel.config.json.internal;

import java.util.Arrays;
import org.gemel.api.config.Position;

/** A text and where its lines are. */
final class Source {

    private final String file;
    private final String text;
    private final int[] lines;

    Source(String file, String text) {
        this.file = file;
        this.text = text;
        int[] starts = new int[16];
        int count = 1;
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, 2 * count);
            }
            starts[count++] = i + 1;
        }
        lines = Arrays.copyOf(starts, count);
    }

    String text() {
        return text;
    }

    /** The place of the character of that index. */
    Position at(int index) {
        int found = Arrays.binarySearch(lines, index);
        int line = found >= 0 ? found : -found - 2;
        return new Position(file, line + 1, index - lines[line] + 1);
    }

    /** The places of the characters of a string, whose opening quote is at an index. */
    Walk walk(int quote) {
        return new Walk(quote + 1);
    }

    /** Goes along a string, whose escapes are longer than what they mean, and never back. */
    final class Walk {

        private int index;
        private int character;

        private Walk(int index) {
            this.index = index;
        }

        /** @param wanted the number of a character, not less than the one before */
        Position at(int wanted) {
            for (; character < wanted; character++) {
                if (text.charAt(index) != '\\') {
                    index++;
                } else {
                    index += text.charAt(index + 1) == 'u' ? 6 : 2;
                }
            }
            return Source.this.at(index);
        }
    }
}

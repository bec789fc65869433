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

    /** The place of a character of a string, whose opening quote is at an index: escapes are longer than what they mean. */
    Position within(int quote, int character) {
        int index = quote + 1;
        for (int i = 0; i < character; i++) {
            if (text.charAt(index) != '\\') {
                index++;
            } else {
                index += text.charAt(index + 1) == 'u' ? 6 : 2;
            }
        }
        return at(index);
    }
}

package org.gemel.config.uci.internal.text;

import java.util.List;
import org.gemel.api.config.Comment;
import org.gemel.api.config.Position;

/**
 * An option or a list of a section.
 *
 * @param name its name
 * @param at where its name was written first
 * @param list whether it is a list
 * @param values one value, or the items of the list, of which there is at least one
 * @param comments what was remarked on it
 */
public record Option(String name, Position at, boolean list, List<Value> values, List<Comment> comments) {

    public Option {
        values = List.copyOf(values);
        comments = List.copyOf(comments);
    }

    /** The value, or the last item. */
    public Value value() {
        return values.get(values.size() - 1);
    }
}

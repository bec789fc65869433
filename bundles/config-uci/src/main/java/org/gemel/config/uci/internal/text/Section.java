package org.gemel.config.uci.internal.text;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.Comment;
import org.gemel.api.config.Position;
import org.jspecify.annotations.Nullable;

/**
 * A section of a text.
 *
 * @param type its type, such as {@code vrrp_instance}
 * @param name its name, or null if it is anonymous
 * @param at where its type was written first
 * @param options its options by name, in the order in which they were first written; not changed any more
 * @param comments what was remarked on it as a whole
 */
public record Section(
        String type, @Nullable String name, Position at, Map<String, Option> options, List<Comment> comments) {

    public Section {
        options = Collections.unmodifiableMap(options);
        comments = List.copyOf(comments);
    }

    /** An option, or null if there is none of that name. */
    public @Nullable Option option(String wanted) {
        return options.get(wanted);
    }
}

package org.gemel.config.internal.schema;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words that may stand in one kind of block. */
public final class Shape {

    static final String VALUE = "(value)";

    private final String name;
    private final Map<String, Keyword> keywords;
    private final @Nullable Keyword value;

    Shape(String name, Map<String, Keyword> keywords, @Nullable Keyword value) {
        this.name = name;
        this.keywords = keywords;
        this.value = value;
    }

    /** Its name in the table. */
    public String name() {
        return name;
    }

    /** The keyword of that name, or null. */
    public @Nullable Keyword find(String keyword) {
        return keywords.get(keyword);
    }

    /** All keywords, in the order of the table; in a block of values, the options of an entry. */
    public Collection<Keyword> keywords() {
        return keywords.values();
    }

    /** In a block of values, what an entry begins with; null if it begins with an option. */
    public @Nullable Keyword value() {
        return value;
    }
}

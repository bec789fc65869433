package org.gemel.config.json.internal;

import java.util.List;
import java.util.Set;
import org.gemel.api.config.Keywords;
import org.gemel.api.config.Keywords.Block;
import org.gemel.api.config.Keywords.Body;
import org.gemel.api.config.Keywords.Keyword;
import org.jspecify.annotations.Nullable;

/** How a keyword's declaration decides on its form; a word that is not declared has the plainest one. */
public final class Forms {

    /** The key that editors look for. */
    public static final String SCHEMA = "$schema";

    private static final Set<String> WHOLE = Set.of("int", "port");

    private final Keywords keywords;

    Forms(Keywords keywords) {
        this.keywords = keywords;
    }

    /** What may stand at the top of a file. */
    @Nullable
    Block root() {
        return keywords.block(Keywords.ROOT);
    }

    /** A keyword's declaration, if there is one. */
    static @Nullable Keyword find(@Nullable Block block, String name) {
        return block == null ? null : block.keywords().get(name);
    }

    /** The block that a keyword opens, as far as it has keywords. */
    @Nullable
    Block within(@Nullable Keyword keyword) {
        String name = keyword == null || keyword.body() != Body.KEYWORDS ? null : keyword.block();
        return name == null ? null : keywords.block(name);
    }

    /** Whether arguments stand before the block, so that its value is an object of blocks by their arguments. */
    public static boolean named(@Nullable Keyword keyword) {
        return keyword != null
                && keyword.body() != Body.NONE
                && keyword.arguments().stream().anyMatch(row -> !row.isEmpty());
    }

    /** Whether its block is a list of values. */
    public static boolean values(@Nullable Keyword keyword) {
        return keyword != null && keyword.body() == Body.VALUES;
    }

    /** Whether its block is one of keywords. */
    static boolean block(@Nullable Keyword keyword) {
        return keyword != null && keyword.body() == Body.KEYWORDS;
    }

    /** Whether nothing ever follows it, so that it is on or off. */
    public static boolean flag(@Nullable Keyword keyword) {
        return keyword != null
                && keyword.body() == Body.NONE
                && keyword.options() == null
                && keyword.arguments().stream().allMatch(List::isEmpty);
    }

    /** Whether a whole number follows it first, which JSON may write as {@code 51.0}. */
    static boolean whole(@Nullable Keyword keyword) {
        return keyword != null
                && !keyword.arguments().isEmpty()
                && keyword.arguments().stream()
                        .allMatch(row ->
                                !row.isEmpty() && WHOLE.contains(row.get(0).type()));
    }

    /** Whether a key at the top is no keyword but tells editors and validators what the file is. */
    static boolean aboutTheFile(String key) {
        return key.equals(SCHEMA);
    }
}

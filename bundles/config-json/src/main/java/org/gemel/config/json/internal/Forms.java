package org.gemel.config.json.internal;

import org.gemel.api.config.Keywords;
import org.gemel.api.config.Keywords.Block;
import org.gemel.api.config.Keywords.Body;
import org.gemel.api.config.Keywords.Keyword;
import org.jspecify.annotations.Nullable;

/** How a keyword's declaration decides on its form; a word that is not declared has the plainest one. */
public final class Forms {

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
}

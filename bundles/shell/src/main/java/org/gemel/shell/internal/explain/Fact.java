package org.gemel.shell.internal.explain;

import org.gemel.api.config.Position;
import org.jspecify.annotations.Nullable;

/**
 * A value in force.
 *
 * @param keyword the word of keepalived.conf that it belongs to; an entry of a block of values has the block's
 * @param value as it would be written, never a secret
 * @param at where it was written, if the configuration knows; null where that is to be looked for
 */
public record Fact(String keyword, String value, @Nullable Position at) {

    /** A fact whose place is to be looked for. */
    public Fact(String keyword, String value) {
        this(keyword, value, null);
    }
}

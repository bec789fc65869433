package org.gemel.api.checker;

import org.gemel.api.config.Position;
import org.jspecify.annotations.Nullable;

/** A setting makes no sense. The message says what is wrong and what would be right. */
public class BadSettingException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Position at;

    /**
     * @param at where the setting is
     * @param message what is wrong; what would be right
     */
    public BadSettingException(Position at, String message) {
        super(message);
        this.at = at;
    }

    /** Where the setting is; null after it was serialized. */
    public @Nullable Position at() {
        return at;
    }
}

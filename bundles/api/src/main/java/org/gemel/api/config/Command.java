package org.gemel.api.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command that the configuration names.
 *
 * @param words program and arguments, at least one
 * @param user who runs it, a name or number; null for the user of this process
 * @param group with what group, a name or number; null for the user's own
 * @param policy how it is run
 */
public record Command(
        List<String> words, @Nullable String user, @Nullable String group, ScriptPolicy policy) {

    /** @throws IllegalArgumentException if there is no word */
    public Command {
        words = List.copyOf(words);
        if (words.isEmpty()) {
            throw new IllegalArgumentException("no command");
        }
    }
}

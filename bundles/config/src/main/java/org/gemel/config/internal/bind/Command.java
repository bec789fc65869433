package org.gemel.config.internal.bind;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something to be run.
 *
 * @param words program and arguments
 * @param user who runs it; null for the user of the process
 * @param group with what group; null for the user's own
 */
record Command(
        List<String> words, @Nullable String user, @Nullable String group) {}

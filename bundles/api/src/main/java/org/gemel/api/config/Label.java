package org.gemel.api.config;

import org.jspecify.annotations.Nullable;

/**
 * What a directive is called in a language that gives a name to what others only write down, such as an address in UCI. It
 * means nothing; who writes that language again keeps it.
 *
 * @param section the name of the section that it was; null if that has none
 * @param name the name by which other sections refer to it; null if none can
 */
public record Label(@Nullable String section, @Nullable String name) {}

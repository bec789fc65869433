package org.gemel.config.uci.internal;

import java.util.List;

/**
 * A row of the mapping, which see.
 *
 * @param section the type of the section
 * @param option the option, or "-" for the section itself
 * @param kind what it is
 * @param target the word that it becomes, or a template
 * @param more what the kind needs besides
 * @param absent what if it is absent
 */
record Row(String section, String option, String kind, String target, String more, String absent) {

    static final String NONE = "-";

    boolean hasTarget() {
        return !target.equals(NONE);
    }

    /** The types that it refers to, or the blocks that it stands in; empty for none. */
    List<String> list() {
        return more.equals(NONE) ? List.of() : List.of(more.split(","));
    }
}

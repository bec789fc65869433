package org.gemel.config.internal.bind;

import java.util.Optional;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Item;

/**
 * What an instance says for itself and what {@code global_defs} says for all.
 *
 * @param own the block of the instance
 * @param global all {@code global_defs} blocks as one
 */
record Settings(Block own, Block global) {

    /** The instance's word, else the word for all. */
    Optional<Item> find(String ownName, String globalName) {
        return own.last(ownName).or(() -> global.last(globalName));
    }

    /** A flag of the instance, else of all, else no. */
    boolean flag(String ownName, String globalName) {
        return find(ownName, globalName).map(Item::flag).orElse(false);
    }

    /** Whether strict mode is asked for. */
    boolean strict() {
        return flag("strict_mode", "vrrp_strict");
    }
}

package org.gemel.config.internal.bind.servers;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Item;

/**
 * Blocks of which an inner one that says nothing means what the next one says (behaviour 88).
 *
 * @param blocks from the innermost to the outermost
 */
record Inheritance(List<Block> blocks) {

    Inheritance {
        blocks = List.copyOf(blocks);
    }

    static Inheritance of(Block outermost) {
        return new Inheritance(List.of(outermost));
    }

    /** What holds in a block that stands in the innermost one. */
    Inheritance within(Block inner) {
        List<Block> all = new ArrayList<>(blocks.size() + 1);
        all.add(inner);
        all.addAll(blocks);
        return new Inheritance(all);
    }

    /** What is said of it nearest. */
    Optional<Item> find(String name) {
        for (Block block : blocks) {
            Optional<Item> item = block.last(name);
            if (item.isPresent()) {
                return item;
            }
        }
        return Optional.empty();
    }

    boolean flag(String name) {
        return find(name).map(Item::flag).orElse(false);
    }

    Optional<Duration> seconds(String name) {
        return find(name).map(Item::seconds);
    }

    /** A number that may be larger than anybody needs. */
    Optional<Integer> number(String name) {
        return find(name).map(item -> (int) Math.min(Integer.MAX_VALUE, item.value(0, Long.class)));
    }

    /** The last item that has any of these names, of words that mean the same. */
    static Optional<Item> lastOf(Block block, String... names) {
        return block.items().stream()
                .filter(item -> List.of(names).contains(item.name()))
                .reduce((first, second) -> second);
    }
}

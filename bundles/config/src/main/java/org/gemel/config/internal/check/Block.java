package org.gemel.config.internal.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What stands between braces, or the options of an entry.
 *
 * @param items in the order of the text
 * @param refused the keywords that were written at least once in a way that could not be used; of an entry, also the
 *     options that are unknown
 */
public record Block(List<Item> items, Set<String> refused) {

    /** No items. */
    public static final Block EMPTY = new Block(List.of());

    public Block {
        items = List.copyOf(items);
        refused = Set.copyOf(refused);
    }

    /** A block in which nothing was refused. */
    public Block(List<Item> items) {
        this(items, Set.of());
    }

    /** The last item of that name, which is the one that counts. */
    public Optional<Item> last(String name) {
        for (int i = items.size() - 1; i >= 0; i--) {
            if (items.get(i).name().equals(name)) {
                return Optional.of(items.get(i));
            }
        }
        return Optional.empty();
    }

    /** All items of that name. */
    public List<Item> all(String name) {
        return items.stream().filter(item -> item.name().equals(name)).toList();
    }

    /** The items in all blocks of that name, one after the other. */
    public List<Item> entries(String name) {
        return all(name).stream().flatMap(item -> item.block().items().stream()).toList();
    }

    /** Whether there is an item of that name. */
    public boolean contains(String name) {
        return last(name).isPresent();
    }

    /** Whether the last item of that name says yes; nothing says no. */
    public boolean flag(String name) {
        return last(name).map(Item::flag).orElse(false);
    }
}

package org.gemel.appliance.internal;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Position;
import org.jspecify.annotations.Nullable;

/** Where in a configuration something stands that was understood and yet cannot be. */
final class Places {

    private final Path file;
    private final List<Directive> tree;

    Places(Path file, List<Directive> tree) {
        this.file = file;
        this.tree = tree;
    }

    /** The beginning of the file. */
    Position start() {
        return new Position(file.toString(), 1, 1);
    }

    /** Where a keyword first stands, in whatever block; the beginning of the file where it does not. */
    Position of(String keyword) {
        return find(keyword, null);
    }

    /** Where a virtual router is defined; the beginning of the file where none of that name is. */
    Position ofInstance(String name) {
        return find("vrrp_instance", name);
    }

    private Position find(String keyword, @Nullable String argument) {
        Deque<Directive> next = new ArrayDeque<>(tree);
        while (!next.isEmpty()) {
            Directive directive = next.removeFirst();
            if (directive.name().equals(keyword)
                    && (argument == null
                            || directive.arguments().stream()
                                    .anyMatch(word -> word.text().equals(argument)))) {
                return directive.at();
            }
            next.addAll(directive.children());
        }
        return start();
    }
}

package org.gemel.config.uci.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Position;
import org.gemel.api.config.Word;
import org.jspecify.annotations.Nullable;

/** The directives of a block that is being made. */
final class Body {

    private final List<Object> items = new ArrayList<>();
    private final Map<String, Inner> inner = new LinkedHashMap<>();

    private record Inner(Word keyword, List<Directive> directives) {}

    void add(Directive directive) {
        items.add(directive);
    }

    void add(String keyword, Position at, List<Word> arguments, @Nullable List<Directive> block) {
        add(new Directive(new Word(keyword, at, false), arguments, block));
    }

    /** Opens a block within, if it is not open yet. */
    void open(String place, Position at) {
        if (!inner.containsKey(place)) {
            Inner opened = new Inner(new Word(place, at, false), new ArrayList<>());
            inner.put(place, opened);
            items.add(opened);
        }
    }

    /** Adds to a block within. */
    void add(String place, Directive directive) {
        open(place, directive.at());
        Inner opened = inner.get(place);
        if (opened != null) {
            opened.directives.add(directive);
        }
    }

    /** Takes a block within away again. */
    void remove(String place) {
        Inner removed = inner.remove(place);
        items.removeIf(item -> item == removed);
    }

    List<Directive> finish() {
        List<Directive> directives = new ArrayList<>();
        for (Object item : items) {
            if (item instanceof Inner block) {
                directives.add(new Directive(block.keyword, List.of(), block.directives));
            } else if (item instanceof Directive directive) {
                directives.add(directive);
            }
        }
        return directives;
    }
}

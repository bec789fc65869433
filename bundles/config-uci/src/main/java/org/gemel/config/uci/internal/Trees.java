package org.gemel.config.uci.internal;

import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Word;
import org.jspecify.annotations.Nullable;

/** Compares trees. */
final class Trees {

    private Trees() {}

    /** The keyword and the arguments. */
    static List<Word> words(Directive directive) {
        List<Word> words = new ArrayList<>(List.of(directive.keyword()));
        words.addAll(directive.arguments());
        return words;
    }

    /** The first directive that is another one; quotes do not count, for UCI has its own. */
    static @Nullable Directive difference(List<Directive> tree, List<Directive> again) {
        for (int i = 0; i < Math.max(tree.size(), again.size()); i++) {
            if (i >= tree.size() || i >= again.size()) {
                return i < tree.size() ? tree.get(i) : again.get(i);
            }
            Directive one = tree.get(i);
            Directive other = again.get(i);
            boolean same = texts(one).equals(texts(other)) && (one.block() == null) == (other.block() == null);
            Directive within = same ? difference(one.children(), other.children()) : one;
            if (within != null) {
                return within;
            }
        }
        return null;
    }

    private static List<String> texts(Directive directive) {
        return words(directive).stream().map(Word::text).toList();
    }
}

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

    /**
     * The first directive of a tree that is another one in a second; quotes do not count, for UCI has its own.
     *
     * @param above is named where the second has one more
     */
    static @Nullable Directive difference(Directive above, List<Directive> tree, List<Directive> again) {
        for (int i = 0; i < Math.max(tree.size(), again.size()); i++) {
            if (i >= tree.size() || i >= again.size()) {
                return i < tree.size() ? tree.get(i) : above;
            }
            Directive one = tree.get(i);
            Directive other = again.get(i);
            boolean same = texts(one).equals(texts(other)) && (one.block() == null) == (other.block() == null);
            Directive within = same ? difference(one, one.children(), other.children()) : one;
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

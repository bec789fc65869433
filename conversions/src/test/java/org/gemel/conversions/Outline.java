package org.gemel.conversions;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gemel.api.config.Comment;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Position;
import org.gemel.api.config.Word;

/** Trees in forms that are easy to compare. */
final class Outline {

    private Outline() {}

    /** {@code a b "c d" { e; f }; g}: quoted words in quotes. */
    static String of(List<Directive> tree) {
        return of(tree, true);
    }

    /** The same without the quotes, which UCI does not keep. */
    static String plain(List<Directive> tree) {
        return of(tree, false);
    }

    private static String of(List<Directive> tree, boolean quotes) {
        return tree.stream().map(each -> of(each, quotes)).collect(Collectors.joining("; "));
    }

    private static String of(Directive directive, boolean quotes) {
        String words = Stream.concat(Stream.of(directive.keyword()), directive.arguments().stream())
                .map(word -> !quotes || word.quoted() ? '"' + word.text() + '"' : word.text())
                .collect(Collectors.joining(" "));
        return directive.block() == null ? words : words + " { " + of(directive.children(), quotes) + " }";
    }

    /** Where the directives of a tree stand. */
    static List<Position> places(List<Directive> tree) {
        List<Position> places = new ArrayList<>();
        for (Directive directive : tree) {
            places.add(directive.at());
            places.addAll(places(directive.children()));
        }
        return places;
    }

    /** What is remarked in a tree. */
    static List<String> comments(List<Directive> tree) {
        List<String> comments = new ArrayList<>();
        for (Directive directive : tree) {
            directive.comments().stream().map(Comment::text).forEach(comments::add);
            comments.addAll(comments(directive.children()));
        }
        return comments;
    }

    /** Every word of a tree, depth first. */
    static List<Word> words(List<Directive> tree) {
        List<Word> words = new ArrayList<>();
        for (Directive directive : tree) {
            words.add(directive.keyword());
            words.addAll(directive.arguments());
            words.addAll(words(directive.children()));
        }
        return words;
    }
}

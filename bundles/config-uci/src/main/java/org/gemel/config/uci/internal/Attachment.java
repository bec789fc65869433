package org.gemel.config.uci.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.gemel.api.config.Comment;
import org.gemel.api.config.Comment.Place;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Position;
import org.gemel.config.uci.internal.text.Option;
import org.gemel.config.uci.internal.text.Section;

/**
 * Finds for the comments of sections and options the directives that were made of them, by their places. A comment on what
 * made no directive of its own, such as a name, belongs to the section's; one on a section that made none comes last.
 */
final class Attachment {

    /** What was remarked on sections as a whole, by the lines that they begin in. */
    private final NavigableMap<Integer, Remarked> sections = new TreeMap<>();

    private final Map<Position, List<Comment>> options = new HashMap<>();
    private final List<Comment> last = new ArrayList<>();

    private static final class Remarked {
        private final int column;
        private final List<Comment> comments = new ArrayList<>();
        private boolean attached;

        Remarked(int column) {
            this.column = column;
        }
    }

    private Attachment(List<Section> all, List<Directive> tree) {
        Set<Position> own = new HashSet<>();
        places(tree, own);
        for (Section section : all) {
            Remarked whole = new Remarked(section.at().column());
            for (Comment comment : section.comments()) {
                (comment.place() == Place.AFTER ? last : whole.comments).add(comment);
            }
            for (Option option : section.options().values()) {
                if (own.contains(option.at())) {
                    options.put(option.at(), option.comments());
                } else {
                    option.comments().forEach(each -> whole.comments.add(new Comment(Place.BEFORE, each.text())));
                }
            }
            sections.put(section.at().line(), whole);
        }
    }

    /** The tree with the comments. */
    static List<Directive> of(List<Section> sections, List<Directive> tree) {
        if (tree.isEmpty() || sections.stream().allMatch(Attachment::silent)) {
            return tree;
        }
        Attachment attachment = new Attachment(sections, tree);
        List<Directive> attached = new ArrayList<>(attachment.attach(tree));
        attached.add(attachment.behind(attached.remove(attached.size() - 1)));
        return attached;
    }

    private static boolean silent(Section section) {
        return section.comments().isEmpty()
                && section.options().values().stream()
                        .allMatch(option -> option.comments().isEmpty());
    }

    private static void places(List<Directive> tree, Set<Position> into) {
        for (Directive directive : tree) {
            into.add(directive.at());
            places(directive.children(), into);
        }
    }

    private List<Directive> attach(List<Directive> tree) {
        return tree.stream().map(this::attach).toList();
    }

    private Directive attach(Directive directive) {
        List<Comment> comments = options.remove(directive.at());
        if (comments == null) {
            comments = ofSection(directive.at());
        }
        return new Directive(
                directive.keyword(),
                directive.arguments(),
                directive.block() == null ? null : attach(directive.children()),
                comments,
                directive.label());
    }

    /** What was remarked on the section that a place is in, for whoever asks first. */
    private List<Comment> ofSection(Position at) {
        Map.Entry<Integer, Remarked> entry = sections.floorEntry(at.line());
        if (entry == null || (entry.getKey() == at.line() && entry.getValue().column > at.column())) {
            return List.of();
        }
        boolean first = !entry.getValue().attached;
        entry.getValue().attached = true;
        return first ? entry.getValue().comments : List.of();
    }

    private Directive behind(Directive directive) {
        List<Comment> comments = new ArrayList<>(directive.comments());
        for (Remarked section : sections.values()) {
            if (!section.attached) {
                section.comments.forEach(each -> comments.add(new Comment(Place.AFTER, each.text())));
            }
        }
        comments.addAll(last);
        return new Directive(
                directive.keyword(), directive.arguments(), directive.block(), comments, directive.label());
    }
}

package org.gemel.config.keepalived.internal;

import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.Comment;
import org.gemel.api.config.Comment.Place;
import org.gemel.api.config.Directive;

/** Comments that are being gathered. Most directives have none, which costs nothing. */
final class Remarks {

    private List<Comment> comments = List.of();

    void add(Place place, String text) {
        if (comments.isEmpty()) {
            comments = new ArrayList<>(2);
        }
        comments.add(new Comment(place, text));
    }

    /** Adds others as the end of a block. */
    void addAtEnd(Remarks others) {
        others.comments.forEach(each -> add(Place.END, each.text()));
    }

    /** A directive that has these behind it too. */
    Directive behind(Directive last) {
        if (comments.isEmpty()) {
            return last;
        }
        List<Comment> all = new ArrayList<>(last.comments());
        comments.forEach(each -> all.add(new Comment(Place.AFTER, each.text())));
        return new Directive(last.keyword(), last.arguments(), last.block(), all);
    }

    List<Comment> all() {
        return comments;
    }
}

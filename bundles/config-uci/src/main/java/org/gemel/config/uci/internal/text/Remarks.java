package org.gemel.config.uci.internal.text;

import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.Comment;
import org.gemel.api.config.Comment.Place;
import org.jspecify.annotations.Nullable;

/** Comments that were read and wait for what they belong to: what follows, or the statement on their line. */
final class Remarks implements Scanner.CommentSink {

    private List<Waiting> waiting = List.of();
    private int count;

    /** @param indented of one that is not beside: whether it may belong to the section before it */
    private record Waiting(String text, boolean beside, boolean indented) {}

    @Override
    public void comment(String text, boolean beside, boolean indented) {
        if (waiting.isEmpty()) {
            waiting = new ArrayList<>();
        }
        waiting.add(new Waiting(text, beside, indented));
        count++;
    }

    /** How many there were. */
    int count() {
        return count;
    }

    /** A section begins: what is indented before it is the end of the one before. */
    void begins(@Nullable List<Comment> before, List<Comment> section) {
        for (Waiting each : waiting) {
            if (each.indented && !each.beside && before != null) {
                before.add(new Comment(Place.END, each.text));
            } else {
                section.add(new Comment(each.beside ? Place.BESIDE : Place.BEFORE, each.text));
            }
        }
        waiting = List.of();
    }

    /** The comments of an option, with those that wait. */
    List<Comment> on(List<Comment> known) {
        if (waiting.isEmpty()) {
            return known;
        }
        List<Comment> all = new ArrayList<>(known);
        waiting.forEach(each -> all.add(new Comment(each.beside ? Place.BESIDE : Place.BEFORE, each.text)));
        waiting = List.of();
        return all;
    }

    /** The text ends; what waits stands behind its last section. */
    void behind(List<Comment> last) {
        waiting.forEach(each -> last.add(new Comment(each.indented ? Place.END : Place.AFTER, each.text)));
        waiting = List.of();
    }
}

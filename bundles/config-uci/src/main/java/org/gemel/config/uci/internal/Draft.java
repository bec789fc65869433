package org.gemel.config.uci.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.Comment;
import org.gemel.api.config.Comment.Place;
import org.gemel.api.config.Directive;
import org.gemel.api.config.InexpressibleException;
import org.gemel.api.config.Position;
import org.gemel.config.uci.internal.text.Option;
import org.gemel.config.uci.internal.text.Section;
import org.gemel.config.uci.internal.text.Value;
import org.jspecify.annotations.Nullable;

/** A section that is being written. */
final class Draft {

    private static final Position NOWHERE = new Position("", 1, 1);

    private final String type;
    private final @Nullable String name;
    private Position at = NOWHERE;
    private final Map<String, Option> options = new LinkedHashMap<>();
    private final List<Comment> comments = new ArrayList<>();
    /** Whose comments are written already. */
    private @Nullable Directive remarked;

    private List<Comment> pending = List.of();

    /** @param subject what it is made of, if it is of one directive */
    Draft(String type, @Nullable String name, @Nullable Directive subject) {
        this.type = type;
        this.name = name;
        if (subject != null) {
            about(subject);
        }
    }

    /** Takes a directive's place and comments as those of the section. */
    void about(Directive subject) {
        at = subject.at();
        comments.addAll(subject.comments());
        remarked = subject;
    }

    /** Takes the comments of a directive that has no option of its own: they stand before the next one. */
    void remark(Directive directive) {
        List<Comment> more = new ArrayList<>(pending);
        directive.comments().forEach(each -> more.add(new Comment(Place.BEFORE, each.text())));
        pending = more;
    }

    /** Sets an option, once. */
    void option(String option, String value, Directive reason) {
        put(option, false, List.of(value), reason);
    }

    /** Sets a list, once. */
    void list(String option, List<String> items, Directive reason) {
        put(option, true, items, reason);
    }

    private void put(String option, boolean list, List<String> texts, Directive reason) {
        if (texts.isEmpty() || texts.contains("")) {
            throw new InexpressibleException(reason, "UCI has no empty values");
        }
        if (options.containsKey(option)) {
            throw new InexpressibleException(reason, "UCI can say it only once in a section");
        }
        List<Comment> here = new ArrayList<>(pending);
        pending = List.of();
        if (remarked != reason) {
            here.addAll(reason.comments());
            remarked = reason;
        }
        List<Value> values =
                texts.stream().map(each -> new Value(each, NOWHERE)).toList();
        options.put(option, new Option(option, NOWHERE, list, values, here));
    }

    /** Adds to a list. */
    void item(String option, String item) {
        List<Value> items = new ArrayList<>();
        Option before = options.get(option);
        if (before != null) {
            items.addAll(before.values());
        }
        items.add(new Value(item, NOWHERE));
        options.put(option, new Option(option, NOWHERE, true, items, before == null ? List.of() : before.comments()));
    }

    /** The value of an option; empty if there is none. */
    String value(String option) {
        Option known = options.get(option);
        return known == null ? "" : known.value().text();
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    /** Where that stands of which it is made. */
    Position at() {
        return at;
    }

    Section finish() {
        List<Comment> all = new ArrayList<>(comments);
        pending.forEach(each -> all.add(new Comment(Place.END, each.text())));
        return new Section(type, name, NOWHERE, options, all);
    }
}

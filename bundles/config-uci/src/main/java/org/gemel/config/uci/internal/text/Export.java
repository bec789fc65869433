package org.gemel.config.uci.internal.text;

import java.util.List;
import org.gemel.api.config.Comment;
import org.gemel.api.config.Comment.Place;

/** Writes sections as {@code uci export} does, and their comments besides. */
public final class Export {

    private final StringBuilder text = new StringBuilder();

    private Export() {}

    /** The text of the sections, without the line that names the package. */
    public static String of(List<Section> sections) {
        Export export = new Export();
        sections.forEach(export::section);
        return export.text.toString();
    }

    private void section(Section section) {
        comments(section.comments(), Place.BEFORE, "");
        text.append("config ").append(section.type());
        if (section.name() != null) {
            text.append(' ').append(quoted(section.name()));
        }
        beside(section.comments());
        text.append('\n');
        section.options().values().forEach(this::option);
        comments(section.comments(), Place.END, "\t");
        text.append('\n');
        comments(section.comments(), Place.AFTER, "");
    }

    private void option(Option option) {
        comments(option.comments(), Place.BEFORE, "\t");
        for (int i = 0; i < option.values().size(); i++) {
            text.append(option.list() ? "\tlist " : "\toption ")
                    .append(option.name())
                    .append(' ')
                    .append(quoted(option.values().get(i).text()));
            if (i == 0) {
                beside(option.comments());
            }
            text.append('\n');
        }
        comments(option.comments(), Place.END, "\t");
        comments(option.comments(), Place.AFTER, "\t");
    }

    private void comments(List<Comment> comments, Place place, String indent) {
        for (Comment comment : comments) {
            if (comment.place() == place) {
                text.append(indent).append('#').append(comment.text()).append('\n');
            }
        }
    }

    private void beside(List<Comment> comments) {
        for (Comment comment : comments) {
            if (comment.place() == Place.BESIDE) {
                text.append(" #").append(comment.text());
            }
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}

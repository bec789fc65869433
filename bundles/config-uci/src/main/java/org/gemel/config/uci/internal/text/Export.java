package org.gemel.config.uci.internal.text;

import java.util.List;

/** Writes sections as {@code uci export} does. */
public final class Export {

    private Export() {}

    /** The text of the sections, without the line that names the package. */
    public static String of(List<Section> sections) {
        StringBuilder text = new StringBuilder();
        for (Section section : sections) {
            text.append("config ").append(section.type());
            if (section.name() != null) {
                text.append(' ').append(quoted(section.name()));
            }
            text.append('\n');
            for (Option option : section.options().values()) {
                for (Value value : option.values()) {
                    text.append(option.list() ? "\tlist " : "\toption ")
                            .append(option.name())
                            .append(' ')
                            .append(quoted(value.text()))
                            .append('\n');
                }
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}

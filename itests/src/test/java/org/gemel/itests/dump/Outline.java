package org.gemel.itests.dump;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A dump as a tree: keepalived indents what belongs to a line by two or three spaces more.
 *
 * @param text the line without its indentation
 * @param children what belongs to it
 */
record Outline(String text, List<Outline> children) {

    /** The sections of a dump, each with its title as the text. */
    static List<Outline> of(List<String> lines) {
        List<Outline> sections = new ArrayList<>();
        List<Integer> indentations = new ArrayList<>();
        List<Outline> open = new ArrayList<>();
        for (String line : lines) {
            boolean title = line.startsWith("------< ");
            int indentation = title ? -1 : line.length() - line.stripLeading().length();
            while (!open.isEmpty() && indentations.get(indentations.size() - 1) >= indentation) {
                open.remove(open.size() - 1);
                indentations.remove(indentations.size() - 1);
            }
            Outline outline = new Outline(title ? line.replaceAll("^-+< | >-+$", "") : line.strip(), new ArrayList<>());
            if (title) {
                sections.add(outline);
            } else if (open.isEmpty()) {
                continue;
            } else {
                open.get(open.size() - 1).children.add(outline);
            }
            open.add(outline);
            indentations.add(indentation);
        }
        return sections;
    }

    /** What stands left of the equals sign or colon. */
    String key() {
        return text.contains(" = ") ? text.substring(0, text.indexOf(" = ")) : text.replaceFirst(" ?:.*$", "");
    }

    /** What stands right of it; empty if there is neither. */
    String value() {
        if (text.contains(" = ")) {
            return text.substring(text.indexOf(" = ") + 3);
        }
        return text.contains(" : ") ? text.substring(text.indexOf(" : ") + 3) : "";
    }

    Stream<String> entries() {
        return children.stream().map(Outline::text);
    }
}

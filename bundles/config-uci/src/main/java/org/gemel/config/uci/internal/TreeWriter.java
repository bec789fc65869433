package org.gemel.config.uci.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.Directive;
import org.gemel.api.config.InexpressibleException;
import org.gemel.api.config.Position;
import org.gemel.api.config.Problems;
import org.gemel.api.config.Word;
import org.gemel.config.uci.internal.text.Export;
import org.gemel.config.uci.internal.text.Parser;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tree as UCI that OpenWrt 23.05 and later understand, with the options that later ones brought where the tree
 * needs them. What was written is read again: a tree that would come back otherwise is refused.
 *
 * <p>A tracked script is a track_script section of the script's own name: up to 25.12 the package finds that section, later
 * it finds the script.
 */
final class TreeWriter {

    private static final Directive NOTHING =
            new Directive(new Word("", new Position("", 1, 1), false), List.of(), null);

    private final Mapping mapping;
    private final Drafts drafts;
    /** What entries add to blocks, when all blocks are there. */
    private final List<Runnable> additions = new ArrayList<>();

    private PackageLines lines = new PackageLines(Map.of(), false);

    private TreeWriter(Mapping mapping, boolean labels) {
        this.mapping = mapping;
        drafts = new Drafts(labels);
    }

    /** The text of a tree; names that sections had are given up where they are in the way. */
    static String write(Mapping mapping, List<Directive> tree) {
        try {
            return write(mapping, tree, true);
        } catch (InexpressibleException withNames) {
            return write(mapping, tree, false);
        }
    }

    private static String write(Mapping mapping, List<Directive> tree, boolean labels) {
        String text = new TreeWriter(mapping, labels).text(tree);
        verify(mapping, tree, text);
        return text;
    }

    private String text(List<Directive> tree) {
        lines = PackageLines.of(tree, mapping);
        if (!lines.present()) {
            Draft first = drafts.globals();
            first.option("enabled", "1", NOTHING);
            first.option(TreeReader.PACKAGE_DEFAULTS, "0", NOTHING);
        }
        for (Directive directive : tree) {
            top(directive);
        }
        additions.forEach(Runnable::run);
        return Export.of(drafts.finish());
    }

    private void top(Directive directive) {
        for (Row head : mapping.heads()) {
            if (keyword(head).equals(directive.name())) {
                if (head.kind().equals("block")) {
                    block(directive, head, draft(directive, head));
                    return;
                }
                if (head.kind().equals("row")) {
                    rows(directive, head);
                    return;
                }
            }
        }
        Row flag = mapping.options(Mapping.GLOBALS).get(directive.name());
        if (flag == null || !flag.kind().equals("top") || !plain(directive, 0)) {
            throw inexpressible(directive);
        }
        drafts.globalsHere().option(flag.option(), "1", directive);
    }

    private void rows(Directive block, Row head) {
        Directive above = block;
        for (Directive row : block.children()) {
            entry(row, head, head.more(), above);
            above = NOTHING;
        }
    }

    private static String keyword(Row head) {
        return head.target().split(" ")[0];
    }

    private Draft draft(Directive block, Row head) {
        if (!head.section().equals(Mapping.GLOBALS)) {
            return drafts.draft(head.section(), block);
        }
        Draft draft = drafts.globalsOf(block);
        if (draft == drafts.globals() && !draft.has("enabled")) {
            draft.option("enabled", "1", NOTHING);
        }
        return draft;
    }

    private void block(Directive directive, Row head, Draft draft) {
        if (directive.block() == null) {
            throw inexpressible(directive);
        }
        Map<String, String> header = new LinkedHashMap<>();
        if (!Template.of(head.target()).match(Trees.words(directive), header)) {
            throw inexpressible(directive);
        }
        header.forEach((option, value) -> draft.option(option, value, directive));
        if (head.kind().equals("inner")) {
            String name = lines.nameIn(directive, head.section());
            draft.option("name", name == null ? drafts.name(head.section(), directive, null) : name, directive);
        } else if (header.containsKey("name")) {
            drafts.name(head.section(), header.getOrDefault("name", ""), draft);
        }
        Row direct = mapping.options(head.section()).values().stream()
                .filter(row -> row.kind().equals("entries") && !row.hasTarget())
                .findFirst()
                .orElse(null);
        if (direct != null) {
            draft.list(direct.option(), entries(directive, direct), directive);
        } else {
            lines.without(directive, head.section()).forEach(child -> child(child, head.section(), draft, null));
        }
        drafts.add(draft);
    }

    /** @param place the block within that it stands in, or null */
    private void child(Directive directive, String type, Draft draft, @Nullable String place) {
        for (Row row : mapping.options(type).values()) {
            boolean here = place == null
                    ? row.list().isEmpty() || !within(row)
                    : row.list().contains(place);
            if (here && row.target().equals(directive.name()) && option(directive, row, draft)) {
                return;
            }
            if (row.kind().equals("blocks") && blocks(directive, row, draft, place)) {
                return;
            }
        }
        boolean opens = place == null
                && directive.arguments().isEmpty()
                && directive.block() != null
                && (directive.name().endsWith("_CHECK")
                        || mapping.options(type).values().stream()
                                .anyMatch(row -> within(row) && row.list().contains(directive.name())));
        if (!opens) {
            throw inexpressible(directive);
        }
        if (mapping.options(type).containsKey("check")) {
            draft.option("check", directive.name(), directive);
        } else {
            draft.remark(directive);
        }
        directive.children().forEach(each -> child(each, type, draft, directive.name()));
    }

    /** Whether the blocks that an option stands in are what its row has more. */
    private static boolean within(Row row) {
        return row.kind().equals("value") || row.kind().equals("bare");
    }

    private boolean option(Directive directive, Row row, Draft draft) {
        String first = directive.arguments().isEmpty()
                ? ""
                : directive.arguments().get(0).text();
        switch (row.kind()) {
            case "value", "bare", "link", "script" -> {
                if (!plain(directive, 1)) {
                    return false;
                }
                draft.option(row.option(), first, directive);
            }
            case "flag" -> {
                if (!plain(directive, 0)) {
                    return false;
                }
                draft.option(row.option(), "1", directive);
            }
            case "words" ->
                draft.option(
                        row.option(),
                        String.join(
                                " ",
                                directive.arguments().stream().map(Word::text).toList()),
                        directive);
            case "values", "names" -> {
                if (directive.children().stream().anyMatch(each -> !plain(each, 0))) {
                    return false;
                }
                draft.list(
                        row.option(),
                        directive.children().stream().map(Directive::name).toList(),
                        directive);
            }
            case "entries" -> draft.list(row.option(), entries(directive, row), directive);
            case "joined" -> {
                Map<String, String> found = new LinkedHashMap<>();
                if (!Template.of(row.more()).match(directive.arguments(), found)) {
                    return false;
                }
                found.forEach((name, value) -> draft.option(name, value, directive));
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean blocks(Directive directive, Row row, Draft draft, @Nullable String place) {
        String[] typeAndPlaces = row.more().split(":", 2);
        Row head = mapping.head(typeAndPlaces[0]);
        boolean here = typeAndPlaces.length == 1
                ? place == null
                : place != null && List.of(typeAndPlaces[1].split(",")).contains(place);
        if (head == null || !here || !keyword(head).equals(directive.name())) {
            return false;
        }
        Draft made = drafts.draft(head.section(), directive);
        block(directive, head, made);
        draft.item(row.option(), made.value("name"));
        return true;
    }

    private List<String> entries(Directive list, Row row) {
        Row head = mapping.head(row.list().get(0));
        if (head == null) {
            throw inexpressible(list);
        }
        List<String> names = new ArrayList<>();
        for (Directive entry : list.children()) {
            drafts.seen(entry);
            names.add(head.kind().equals("entry") ? entry(entry, head, head.target(), NOTHING) : addition(entry, head));
        }
        return names;
    }

    /**
     * Makes a section of an entry, and a name for it.
     *
     * @param above has no section of its own, and its comments stand with this one
     */
    private String entry(Directive directive, Row head, String template, Directive above) {
        Map<String, String> found = new LinkedHashMap<>();
        if (directive.block() != null || !Template.of(template).match(Trees.words(directive), found)) {
            throw inexpressible(directive);
        }
        String type = head.section();
        String known = drafts.entry(type, directive);
        if (known != null) {
            return known;
        }
        Draft draft = drafts.draft(type, directive);
        draft.remark(above);
        String name = "";
        if (mapping.options(type).containsKey("name")) {
            name = drafts.nameEntry(type, directive, type.equals("track_script") ? found.get("value") : null);
            draft.option("name", name, directive);
        }
        found.forEach((option, value) -> draft.option(option, value, directive));
        drafts.add(draft);
        return name;
    }

    /** An entry that names a block of its own adds the rest to that block. */
    private String addition(Directive directive, Row head) {
        Map<String, String> found = new LinkedHashMap<>();
        if (directive.block() != null || !Template.of(head.more()).match(Trees.words(directive), found)) {
            throw inexpressible(directive);
        }
        String name = found.getOrDefault("name", "");
        found.remove("name");
        additions.add(() -> {
            Draft draft = drafts.named(head.section(), name, directive);
            draft.remark(directive);
            found.forEach((option, value) -> {
                if (!draft.value(option).equals(value)) {
                    draft.option(option, value, directive);
                }
            });
        });
        return name;
    }

    private static boolean plain(Directive directive, int arguments) {
        return directive.block() == null && directive.arguments().size() == arguments;
    }

    private static void verify(Mapping mapping, List<Directive> tree, String text) {
        Problems problems = new Problems();
        List<Directive> again = new TreeReader(mapping, Surroundings.none(), problems)
                .read("", Parser.parse("", text, false, problems));
        Directive first = tree.isEmpty() ? NOTHING : tree.get(0);
        Directive different = Trees.difference(first, tree, again);
        if (different != null) {
            throw inexpressible(different);
        }
        problems.all().stream()
                .filter(each -> each.severity() == Severity.ERROR)
                .findFirst()
                .ifPresent(each -> {
                    throw new InexpressibleException(first, "UCI cannot express it: " + each.message());
                });
    }

    private static InexpressibleException inexpressible(Directive directive) {
        return new InexpressibleException(directive, "UCI has no way to say this, or not as it is here");
    }
}

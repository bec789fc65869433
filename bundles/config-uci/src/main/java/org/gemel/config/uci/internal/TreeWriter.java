package org.gemel.config.uci.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Position;
import org.gemel.api.config.Word;
import org.gemel.config.uci.internal.text.Export;
import org.gemel.config.uci.internal.text.Parser;
import org.gemel.config.uci.internal.text.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Writes a tree as UCI that OpenWrt 25.12 understands, with the options that later ones brought where the tree needs them.
 * What was written is read again: a tree that would come back otherwise is refused.
 */
final class TreeWriter {

    private final Mapping mapping;
    private final List<Draft> drafts = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    /** Blocks that entries add an option to, by type and name. */
    private final Map<List<String>, Draft> named = new HashMap<>();
    /** What they add, when all blocks are there. */
    private final Map<List<String>, Map<String, String>> additions = new LinkedHashMap<>();

    private @Nullable Draft globals;
    private boolean globalsWritten;
    private PackageLines lines = new PackageLines(Map.of(), false);

    TreeWriter(Mapping mapping) {
        this.mapping = mapping;
    }

    String write(List<Directive> tree) {
        lines = PackageLines.of(tree, mapping);
        if (!lines.present()) {
            Draft first = globals();
            first.option("enabled", "1", tree.isEmpty() ? nothing() : tree.get(0));
            first.option(TreeReader.PACKAGE_DEFAULTS, "0", tree.isEmpty() ? nothing() : tree.get(0));
        }
        for (Directive directive : tree) {
            top(directive);
        }
        additions.forEach(this::add);
        String text = Export.of(drafts.stream().map(Draft::finish).toList());
        verify(tree, text);
        return text;
    }

    private static Directive nothing() {
        return new Directive(new Word("", new Position("", 1, 1), false), List.of(), null);
    }

    private Draft globals() {
        Draft first = globals;
        if (first == null) {
            first = new Draft(Mapping.GLOBALS, Mapping.GLOBALS);
            globals = first;
            drafts.add(first);
        }
        return first;
    }

    private void top(Directive directive) {
        for (Row head : mapping.heads()) {
            if (keyword(head).equals(directive.name())) {
                if (head.kind().equals("block")) {
                    block(directive, head, draft(head));
                    return;
                }
                if (head.kind().equals("row")) {
                    directive.children().forEach(row -> entry(row, head, head.more()));
                    return;
                }
            }
        }
        Row flag = mapping.options(Mapping.GLOBALS).get(directive.name());
        if (flag == null || !flag.kind().equals("top") || !plain(directive, 0)) {
            throw inexpressible(directive);
        }
        globals().option(flag.option(), "1", directive);
    }

    private static String keyword(Row head) {
        return head.target().split(" ")[0];
    }

    private Draft draft(Row head) {
        if (!head.section().equals(Mapping.GLOBALS)) {
            return new Draft(head.section(), null);
        }
        Draft draft = globalsWritten ? new Draft(Mapping.GLOBALS, null) : globals();
        if (!globalsWritten && !draft.has("enabled")) {
            draft.option("enabled", "1", nothing());
        }
        globalsWritten = true;
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
            draft.option("name", name == null ? fresh(head.section()) : name, directive);
        } else if (header.containsKey("name")) {
            named.put(List.of(head.section(), header.getOrDefault("name", "")), draft);
        }
        Row direct = mapping.options(head.section()).values().stream()
                .filter(row -> row.kind().equals("entries") && !row.hasTarget())
                .findFirst()
                .orElse(null);
        if (direct != null) {
            draft.list(direct.option(), entries(directive.children(), direct), directive);
        } else {
            lines.without(directive, head.section()).forEach(child -> child(child, head.section(), draft, null));
        }
        if (draft != globals) {
            drafts.add(draft);
        }
    }

    /** @param place the block within that it stands in, or null */
    private void child(Directive directive, String type, Draft draft, @Nullable String place) {
        for (Row row : mapping.options(type).values()) {
            boolean here = place == null
                    ? !row.kind().equals("value") || row.list().isEmpty()
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
                                .anyMatch(row ->
                                        row.kind().equals("value") && row.list().contains(directive.name())));
        if (!opens) {
            throw inexpressible(directive);
        }
        if (mapping.options(type).containsKey("check")) {
            draft.option("check", directive.name(), directive);
        }
        directive.children().forEach(each -> child(each, type, draft, directive.name()));
    }

    private boolean option(Directive directive, Row row, Draft draft) {
        String first = directive.arguments().isEmpty()
                ? ""
                : directive.arguments().get(0).text();
        switch (row.kind()) {
            case "value", "link", "script" -> {
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
            case "entries" -> draft.list(row.option(), entries(directive.children(), row), directive);
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
        Draft made = new Draft(head.section(), null);
        block(directive, head, made);
        draft.item(row.option(), made.value("name"));
        return true;
    }

    private List<String> entries(List<Directive> directives, Row row) {
        List<String> names = new ArrayList<>();
        for (Directive directive : directives) {
            Row head = mapping.head(row.list().get(0));
            if (head == null) {
                throw inexpressible(directive);
            }
            names.add(head.kind().equals("entry") ? entry(directive, head, head.target()) : addition(directive, head));
        }
        return names;
    }

    /** Makes a section of an entry, and a name for it. */
    private String entry(Directive directive, Row head, String template) {
        Map<String, String> found = new LinkedHashMap<>();
        if (directive.block() != null || !Template.of(template).match(Trees.words(directive), found)) {
            throw inexpressible(directive);
        }
        Draft draft = new Draft(head.section(), null);
        String name = "";
        if (mapping.options(head.section()).containsKey("name")) {
            name = fresh(head.section());
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
        additions.putIfAbsent(List.of(head.section(), name), found);
        return name;
    }

    private void add(List<String> block, Map<String, String> options) {
        Draft draft = named.get(block);
        if (draft == null) {
            throw new IllegalArgumentException(block.get(1) + ": there is no " + block.get(0) + " of that name");
        }
        options.forEach((option, value) -> draft.option(option, value, nothing()));
    }

    private String fresh(String type) {
        return type + numbers.merge(type, 1, Integer::sum);
    }

    private static boolean plain(Directive directive, int arguments) {
        return directive.block() == null && directive.arguments().size() == arguments;
    }

    private void verify(List<Directive> tree, String text) {
        Problems problems = new Problems();
        List<Directive> again =
                new TreeReader(mapping, Surroundings.none(), problems).read("", Parser.parse("", text, problems));
        Directive different = Trees.difference(tree, again);
        if (different != null) {
            throw inexpressible(different);
        }
        problems.all().stream()
                .filter(each -> each.severity() == Severity.ERROR)
                .findFirst()
                .ifPresent(each -> {
                    throw new IllegalArgumentException("UCI cannot express it: " + each.message());
                });
    }

    private static IllegalArgumentException inexpressible(Directive directive) {
        return new IllegalArgumentException(directive.name() + ": UCI cannot express it as it is at " + directive.at());
    }
}

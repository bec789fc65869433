package org.gemel.config.internal.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gemel.config.internal.schema.Declaration.Row;

/** Whether the rows of a plugin go with the words that there are. Used once. */
final class Extension {

    private final Schema base;
    private final Declaration declaration;
    private final Map<String, List<Row>> own = new LinkedHashMap<>();

    Extension(Schema base, Declaration declaration) {
        this.base = base;
        this.declaration = declaration;
        for (Row row : declaration.rows()) {
            if (!base.has(row.block())) {
                own.computeIfAbsent(row.block(), block -> new ArrayList<>()).add(row);
            }
        }
    }

    /** Returns if the rows can be added to the words that there are. */
    void check() throws BadDeclaration {
        Set<List<String>> added = new HashSet<>();
        for (Row row : declaration.rows()) {
            references(row);
            if (base.has(row.block())) {
                addition(row, added);
            }
        }
        for (String block : own.keySet()) {
            words(block, new HashSet<>());
        }
        openings();
    }

    private void references(Row row) throws BadDeclaration {
        Signature signature = row.keyword().signature();
        for (String name : new String[] {signature.shape(), signature.options(), row.inclusion()}) {
            if (name != null && !name.isEmpty() && !base.has(name) && !own.containsKey(name)) {
                throw new BadDeclaration(row.line(), "there is no block " + name);
            }
        }
    }

    /** A word more in a block of somebody else: nothing that was right before may be wrong with it. */
    private void addition(Row row, Set<List<String>> added) throws BadDeclaration {
        String name = row.keyword().name();
        if (!row.inclusion().isEmpty() || name.equals(Shape.VALUE)) {
            throw new BadDeclaration(row.line(), "'" + name + "' is for blocks of one's own, not for " + row.block());
        }
        if (row.keyword().required()) {
            throw new BadDeclaration(
                    row.line(), "'" + name + "' is required, and " + row.block() + " is right without it");
        }
        for (String home : base.thatTakeIn(row.block())) {
            if (base.shape(home).find(name) != null || !added.add(List.of(home, name))) {
                throw new BadDeclaration(row.line(), "'" + name + "' is a word of " + home + " already");
            }
        }
    }

    /** The words of a block of the plugin, with those that it takes in; none twice. */
    private Set<String> words(String block, Set<String> within) throws BadDeclaration {
        Set<String> words = new HashSet<>();
        for (Row row : own.getOrDefault(block, List.of())) {
            Set<String> next = Set.of(row.keyword().name());
            String inclusion = row.inclusion();
            if (!inclusion.isEmpty()) {
                if (inclusion.equals(block) || !within.add(block)) {
                    throw new BadDeclaration(row.line(), "the block " + block + " takes itself in");
                }
                next = own.containsKey(inclusion) ? words(inclusion, within) : base.words(inclusion);
                within.remove(block);
            }
            for (String word : next) {
                if (!words.add(word)) {
                    throw new BadDeclaration(row.line(), "'" + word + "' is a word of " + block + " already");
                }
            }
        }
        return words;
    }

    /** A block that nothing opens is one whose name is misspelt. */
    private void openings() throws BadDeclaration {
        Set<String> opened = new HashSet<>();
        for (Row row : declaration.rows()) {
            Signature signature = row.keyword().signature();
            opened.add(String.valueOf(signature.shape()));
            opened.add(String.valueOf(signature.options()));
            opened.add(row.inclusion());
        }
        for (Map.Entry<String, List<Row>> block : own.entrySet()) {
            if (!opened.contains(block.getKey())) {
                throw new BadDeclaration(
                        block.getValue().get(0).line(),
                        "nothing opens the block " + block.getKey() + "; declare a keyword with {" + block.getKey()
                                + "}");
            }
        }
    }
}

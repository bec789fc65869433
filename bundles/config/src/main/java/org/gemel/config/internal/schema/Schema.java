package org.gemel.config.internal.schema;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All words that a configuration may use. Immutable. */
public final class Schema {

    /** The shape of the top of a file. */
    public static final String ROOT = "root";

    private final Map<String, List<Keyword>> rows;
    private final Map<String, Shape> shapes = new LinkedHashMap<>();

    /** @param rows taken over; by their blocks, in the order of the table */
    private Schema(Map<String, List<Keyword>> rows) {
        this.rows = rows;
        for (String name : rows.keySet()) {
            shapes.put(name, shape(name, rows));
        }
    }

    /** Reads the table that comes with this bundle. */
    public static Schema load() {
        InputStream table = Schema.class.getResourceAsStream("keywords.tsv");
        if (table == null) {
            throw new IllegalStateException("the keyword table is missing from the bundle");
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            return read(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("the keyword table cannot be read", e);
        }
    }

    static Schema read(BufferedReader table) throws IOException {
        Map<String, List<Keyword>> rows = new LinkedHashMap<>();
        for (String line = table.readLine(); line != null; line = table.readLine()) {
            if (!line.isEmpty() && line.charAt(0) != '#') {
                String[] row = line.split("\t", -1);
                rows.computeIfAbsent(row[0], block -> new ArrayList<>()).add(Keyword.of(row));
            }
        }
        return new Schema(rows);
    }

    /** These words and those of a plugin. */
    Schema plus(Declaration declaration) throws BadDeclaration {
        new Extension(this, declaration).check();
        Map<String, List<Keyword>> more = new LinkedHashMap<>();
        rows.forEach((block, keywords) -> more.put(block, new ArrayList<>(keywords)));
        for (Declaration.Row row : declaration.rows()) {
            more.computeIfAbsent(row.block(), block -> new ArrayList<>()).add(row.keyword());
        }
        return new Schema(more);
    }

    boolean has(String block) {
        return rows.containsKey(block);
    }

    /** The block, and those that take in its words. */
    List<String> thatTakeIn(String block) {
        return rows.keySet().stream().filter(home -> takesIn(home, block)).toList();
    }

    private boolean takesIn(String home, String block) {
        return home.equals(block)
                || rows.getOrDefault(home, List.of()).stream()
                        .anyMatch(row ->
                                row.name().startsWith("+") && takesIn(row.name().substring(1), block));
    }

    /** All words of a block, with {@link Shape#VALUE} if it is one of values. */
    Set<String> words(String block) {
        Map<String, Keyword> keywords = new LinkedHashMap<>();
        collect(block, rows, keywords);
        return keywords.keySet();
    }

    private static Shape shape(String name, Map<String, List<Keyword>> rows) {
        Map<String, Keyword> keywords = new LinkedHashMap<>();
        collect(name, rows, keywords);
        Keyword value = keywords.remove(Shape.VALUE);
        return new Shape(name, keywords, value);
    }

    private static void collect(String name, Map<String, List<Keyword>> rows, Map<String, Keyword> into) {
        for (Keyword keyword : rows.getOrDefault(name, List.of())) {
            if (keyword.name().startsWith("+")) {
                collect(keyword.name().substring(1), rows, into);
            } else if (into.putIfAbsent(keyword.name(), keyword) != null
                    && !keyword.name().equals(Shape.VALUE)) {
                throw new IllegalArgumentException(keyword.name() + " is declared twice for " + name);
            }
        }
    }

    /** The shape of the top of a file. */
    public Shape root() {
        return shape(ROOT);
    }

    /**
     * A shape by its name.
     *
     * @throws IllegalArgumentException if the table has none of that name
     */
    public Shape shape(@Nullable String name) {
        Shape shape = name == null ? null : shapes.get(name);
        if (shape == null) {
            throw new IllegalArgumentException("the keyword table has no block " + name);
        }
        return shape;
    }

    /** All shapes, in the order of the table. */
    public Collection<Shape> shapes() {
        return shapes.values();
    }
}

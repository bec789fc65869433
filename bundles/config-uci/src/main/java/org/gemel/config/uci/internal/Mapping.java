package org.gemel.config.uci.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The table that says what sections and options mean, and the lines that the package writes by itself. */
final class Mapping {

    /** What the shipped file of old releases calls its globals; their package never read it. */
    static final String OLD_GLOBALS = "global_defs";

    static final String GLOBALS = "globals";

    private final Map<String, Row> heads = new LinkedHashMap<>();
    private final Map<String, Map<String, Row>> options = new HashMap<>();
    private final Set<String> checks = new TreeSet<>(Set.of("PING_CHECK"));
    private final Map<String, List<PackageLine>> lines = new HashMap<>();

    /**
     * A line that the package adds to every block of a kind.
     *
     * @param keyword its keyword
     * @param argument its argument; {name} is the name of the section; "-" for none
     */
    record PackageLine(String keyword, String argument) {

        boolean hasArgument() {
            return !argument.equals(Row.NONE);
        }

        String argument(String name) {
            return argument.replace("{name}", name);
        }
    }

    private Mapping() {}

    static Mapping load() {
        Mapping mapping = new Mapping();
        for (String[] row : rows("mapping.tsv")) {
            mapping.add(new Row(row[0], row[1], row[2], row[3], row[4], row[5]));
        }
        for (String[] row : rows("package-lines.tsv")) {
            mapping.lines.computeIfAbsent(row[0], key -> new ArrayList<>()).add(new PackageLine(row[1], row[2]));
        }
        return mapping;
    }

    private void add(Row row) {
        if (row.option().equals(Row.NONE)) {
            heads.put(row.section(), row);
            options.put(row.section(), new LinkedHashMap<>());
        } else if (options.containsKey(row.section())) {
            options(row.section()).put(row.option(), row);
            if (row.section().equals("real_server") && row.kind().equals("value")) {
                checks.addAll(row.list());
            }
        }
    }

    private static List<String[]> rows(String resource) {
        try (InputStream in = Mapping.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The row of a type of section, null if it is unknown. */
    @Nullable
    Row head(String type) {
        return heads.get(type.equals(OLD_GLOBALS) ? GLOBALS : type);
    }

    /** The rows of all types of sections. */
    Collection<Row> heads() {
        return heads.values();
    }

    /** The options of a type of section by their names. */
    Map<String, Row> options(String type) {
        return options.getOrDefault(type, Map.of());
    }

    /** The checks that the package can write. */
    Set<String> checks() {
        return checks;
    }

    /** What the package adds to the block of a type of section. */
    List<PackageLine> lines(String type) {
        return lines.getOrDefault(type, List.of());
    }
}

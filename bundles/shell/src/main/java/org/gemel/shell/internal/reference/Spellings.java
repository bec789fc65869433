package org.gemel.shell.internal.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.ConfigFormat;
import org.gemel.api.config.Directive;
import org.jspecify.annotations.Nullable;

/** How the languages write something: what is in their text with it, and not without. Used by one thread. */
final class Spellings {

    /** So that the last statement is not the one that is asked for: JSON has no comma behind the last. */
    private static final Directive OTHER = Example.directive("other", List.of(), null);

    /** One may be what is asked for. */
    private static final int COMPANIONS = 2;

    private final Map<String, ConfigFormat> formats;
    private final Map<String, List<Directive>> companions = new HashMap<>();

    /** @param formats by their names, in the order in which they are shown */
    Spellings(Map<String, ConfigFormat> formats) {
        this.formats = formats;
    }

    /**
     * The lines of a statement, by language; a language that cannot express it is missing.
     *
     * @param blocks the blocks that it stands in, outermost first, each empty
     * @param before what stands there without it; null for nothing
     * @param with what stands there with it
     * @param siblings what may stand there besides, for languages that have no empty blocks
     */
    Map<String, List<String>> of(
            List<Directive> blocks, @Nullable Directive before, Directive with, List<Directive> siblings) {
        Map<String, List<String>> spellings = new LinkedHashMap<>();
        formats.forEach((name, format) -> {
            List<String> best = List.of();
            for (List<Directive> others : others(name, format, blocks, siblings)) {
                boolean itself = others.stream().anyMatch(other -> other.name().equals(with.name()));
                List<String> lines = itself ? List.of() : lines(format, blocks, before, with, others);
                if (!lines.isEmpty() && (best.isEmpty() || lines.size() < best.size())) {
                    best = lines;
                }
            }
            if (!best.isEmpty()) {
                spellings.put(name, best);
            }
        });
        return spellings;
    }

    private List<List<Directive>> others(
            String name, ConfigFormat format, List<Directive> blocks, List<Directive> siblings) {
        String place = name + blocks.stream().map(Directive::name).toList();
        List<List<Directive>> others = new ArrayList<>(List.of(List.of(OTHER), List.of()));
        companions
                .computeIfAbsent(
                        place,
                        unknown -> siblings.stream()
                                .filter(sibling ->
                                        !lines(format, blocks, List.of(sibling)).isEmpty())
                                .limit(COMPANIONS)
                                .toList())
                .forEach(sibling -> others.add(List.of(sibling)));
        return others;
    }

    private static List<String> lines(
            ConfigFormat format,
            List<Directive> blocks,
            @Nullable Directive before,
            Directive with,
            List<Directive> others) {
        List<Directive> without = new ArrayList<>(others);
        if (before != null) {
            without.add(0, before);
        }
        List<Directive> there = new ArrayList<>(others);
        there.add(0, with);
        List<String> less = lines(format, blocks, without);
        List<String> more = lines(format, blocks, there);
        boolean nothing = blocks.isEmpty() && without.isEmpty();
        return more.isEmpty() || (less.isEmpty() && !nothing) ? List.of() : unindented(added(less, more));
    }

    /** The text with something in it; no lines if it cannot be expressed. */
    private static List<String> lines(ConfigFormat format, List<Directive> blocks, List<Directive> inside) {
        List<Directive> tree = inside;
        for (int i = blocks.size() - 1; i >= 0; i--) {
            tree = List.of(Example.within(blocks.get(i), tree));
        }
        try {
            return format.write(tree).lines().filter(line -> !line.isBlank()).toList();
        } catch (IllegalArgumentException inexpressible) {
            return List.of();
        }
    }

    /** The lines that are not in a longest common subsequence. */
    private static List<String> added(List<String> less, List<String> more) {
        int[][] common = new int[less.size() + 1][more.size() + 1];
        for (int i = less.size() - 1; i >= 0; i--) {
            for (int j = more.size() - 1; j >= 0; j--) {
                common[i][j] = less.get(i).equals(more.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<String> added = new ArrayList<>();
        int i = 0;
        for (int j = 0; j < more.size(); j++) {
            while (i < less.size() && common[i + 1][j] == common[i][j]) {
                i++;
            }
            if (i < less.size() && less.get(i).equals(more.get(j))) {
                i++;
            } else {
                added.add(more.get(j));
            }
        }
        return added;
    }

    private static List<String> unindented(List<String> lines) {
        List<String> spaced =
                lines.stream().map(line -> line.replace("\t", "    ")).toList();
        int indent = spaced.stream()
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        List<String> lean = new ArrayList<>();
        spaced.forEach(line -> lean.add(line.substring(indent)));
        int last = lean.size() - 1;
        if (last >= 0 && lean.get(last).endsWith(",")) {
            String line = lean.get(last);
            lean.set(last, line.substring(0, line.length() - 1));
        }
        return lean;
    }
}

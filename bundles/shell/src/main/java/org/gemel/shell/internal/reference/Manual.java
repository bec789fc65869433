package org.gemel.shell.internal.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gemel.api.config.ConfigFormat;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Keywords;
import org.gemel.api.config.Keywords.Block;
import org.gemel.api.config.Keywords.Body;
import org.gemel.api.config.Keywords.Keyword;
import org.jspecify.annotations.Nullable;

/** The pages of the reference, as Markdown. */
public final class Manual {

    /** The page that links to the others. */
    public static final String INDEX = "README.md";

    private final Keywords keywords;
    private final Spellings spellings;
    private final Map<String, Home> homes = new LinkedHashMap<>();

    /**
     * @param keywords what is described; as it is now
     * @param formats the languages by their names, in the order in which they are shown
     */
    public Manual(Keywords keywords, Map<String, ConfigFormat> formats) {
        this.keywords = keywords;
        this.spellings = new Spellings(formats);
        home(Keywords.ROOT, new Home(List.of(), "", null, null));
    }

    /**
     * Where a block is.
     *
     * @param blocks the blocks round its statements, outermost first and with itself; for options those round the statement
     * @param within the block round it
     * @param opener what opens it or has its options; null at the top of a file
     * @param statement the statement that has its options; null for a block in braces
     */
    private record Home(
            List<Directive> blocks,
            String within,
            @Nullable Keyword opener,
            @Nullable Directive statement) {}

    private void home(String name, Home home) {
        Block block = keywords.block(name);
        if (block == null || homes.putIfAbsent(name, home) != null || home.statement() != null) {
            return;
        }
        for (Keyword keyword : block.keywords().values()) {
            Directive example = Example.of(keyword);
            if (keyword.block() != null) {
                List<Directive> inside = new ArrayList<>(home.blocks());
                inside.add(example);
                home(keyword.block(), new Home(inside, name, keyword, null));
            }
            if (keyword.options() != null) {
                home(keyword.options(), new Home(home.blocks(), name, keyword, example));
            }
        }
    }

    /** All pages, by the names of their files. */
    public Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put(INDEX, index());
        homes.forEach((name, home) -> {
            Block block = keywords.block(name);
            if (block != null) {
                pages.put(file(name), page(block, home));
            }
        });
        return pages;
    }

    /** What a word means, in each block that has it, statements before options; empty if none has. */
    public String about(String word) {
        List<String> statements = new ArrayList<>();
        List<String> options = new ArrayList<>();
        homes.forEach((name, home) -> {
            Block block = keywords.block(name);
            Keyword keyword = block == null ? null : block.keywords().get(word);
            if (block != null && keyword != null) {
                boolean option = home.statement() != null || block.value() != null;
                (option ? options : statements)
                        .add(word + ", " + place(name, home) + "\n"
                                + new Entry(keyword, spellings(block, home, keyword)).text());
            }
        });
        statements.addAll(options);
        return String.join("\n", statements);
    }

    /** With what a block has to have in it, or one value. */
    private Directive example(Keyword keyword) {
        Directive example = Example.of(keyword);
        Block block = keyword.block() == null ? null : keywords.block(keyword.block());
        if (block == null) {
            return example;
        }
        Keyword value = block.value();
        if (keyword.body() == Body.VALUES) {
            return value == null ? example : Example.within(example, List.of(Example.ofValue(value)));
        }
        return Example.within(
                example,
                block.keywords().values().stream()
                        .filter(Keyword::required)
                        .map(this::example)
                        .toList());
    }

    private static String place(String name, Home home) {
        if (home.opener() == null) {
            return "at the top of the file";
        }
        return home.statement() == null
                ? "in " + name
                : "behind " + home.opener().name();
    }

    private String index() {
        StringBuilder text = new StringBuilder("""
                # Keywords of Gemel

                What a configuration may say: a page for each block, and in it each keyword as it is written in each of the
                languages. `gemel reference KEYWORD` prints the same, with the keywords of plugins that are in `deploy/`, and
                `gemel reference --write FOLDER` makes these pages anew.

                ## Blocks

                | Block | What it is |
                |---|---|
                """);
        homes.forEach((name, home) -> text.append("| [")
                .append(title(name))
                .append("](")
                .append(file(name))
                .append(") | ")
                .append(cell(
                        home.opener() == null
                                ? "what may stand outside of all blocks"
                                : home.opener().help()))
                .append(" |\n"));
        text.append("\n## Keywords\n\n");
        Map<String, List<String>> places = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        homes.keySet().forEach(name -> {
            Block block = keywords.block(name);
            if (block != null) {
                block.keywords()
                        .keySet()
                        .forEach(word -> places.computeIfAbsent(word, none -> new ArrayList<>())
                                .add("[" + title(name) + "](" + file(name) + "#" + anchor(word) + ")"));
            }
        });
        places.forEach((word, links) -> text.append("- `")
                .append(word)
                .append("`: ")
                .append(String.join(", ", links))
                .append('\n'));
        return text.toString();
    }

    private String page(Block block, Home home) {
        StringBuilder text = new StringBuilder("# ").append(title(block.name())).append("\n\n");
        Keyword opener = home.opener();
        text.append("[All keywords](").append(INDEX).append(")");
        String openers = openers(block.name());
        text.append(openers.isEmpty() ? "" : " · " + openers).append("\n\n");
        if (opener != null && home.statement() == null) {
            text.append(opening(opener, home)).append('\n');
        }
        Keyword value = block.value();
        if (value != null) {
            text.append("Each line is a value")
                    .append(block.keywords().isEmpty() ? "" : " with options behind it")
                    .append(": ");
            text.append(new Entry(value, Map.of()).markdown());
            text.append('\n');
        }
        for (Keyword keyword : block.keywords().values()) {
            text.append("## ").append(keyword.name()).append("\n\n");
            text.append(new Entry(keyword, spellings(block, home, keyword)).markdown())
                    .append('\n');
        }
        return text.toString();
    }

    private Map<String, List<String>> spellings(Block block, Home home, Keyword keyword) {
        Directive statement = home.statement();
        if (statement != null) {
            return spellings.of(home.blocks(), statement, Example.with(statement, keyword), List.of());
        }
        Keyword value = block.value();
        if (value != null) {
            Directive entry = Example.ofValue(value);
            return spellings.of(home.blocks(), entry, Example.with(entry, keyword), List.of());
        }
        return spellings.of(home.blocks(), null, example(keyword), siblings(block));
    }

    private List<Directive> siblings(Block block) {
        return block.keywords().values().stream().map(this::example).toList();
    }

    /** The block itself, as it stands in the one round it. */
    private String opening(Keyword opener, Home home) {
        List<Directive> outside = home.blocks().subList(0, home.blocks().size() - 1);
        String place = outside.isEmpty() ? Keywords.ROOT : home.within();
        Block round = keywords.block(place);
        List<Directive> siblings = round == null ? List.of() : siblings(round);
        return new Entry(opener, spellings.of(outside, null, example(opener), siblings)).markdown();
    }

    private String openers(String name) {
        List<String> links = new ArrayList<>();
        homes.keySet().forEach(home -> {
            Block block = keywords.block(home);
            if (block == null) {
                return;
            }
            for (Keyword keyword : block.keywords().values()) {
                boolean opens = name.equals(keyword.block()) && keyword.body() != Body.SKIPPED;
                if (opens || name.equals(keyword.options())) {
                    links.add((opens ? "the block of `" : "options of `") + keyword.name() + "` in [" + title(home)
                            + "](" + file(home) + "#" + anchor(keyword.name()) + ")");
                }
            }
        });
        return links.stream().distinct().collect(Collectors.joining(", "));
    }

    private static String title(String name) {
        return name.equals(Keywords.ROOT) ? "top of the file" : name;
    }

    private static String file(String name) {
        return name + ".md";
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(String word) {
        return word.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9_-]", "");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}

package org.gemel.itests.container.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.ConfigFormat;
import org.gemel.api.config.Directive;
import org.gemel.api.config.ParsedConfig;
import org.gemel.api.config.Position;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.config.Word;

/** As much of INI as it takes: {@code [BLOCK NAME]} opens a block, {@code KEYWORD = WORDS} is a statement in it. */
public final class IniFormat implements ConfigFormat {

    @Override
    public int recognises(String head) {
        return head.matches("(?s)\\[[a-z_]+[ \\]].*") ? 100 : 0;
    }

    @Override
    public ParsedConfig read(Path file, ReadOptions options) {
        List<Directive> tree = new ArrayList<>();
        List<Word> opening = List.of();
        List<Directive> block = new ArrayList<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            if (line.startsWith("[")) {
                close(opening, block, tree);
                opening = words(line.replaceAll("[\\[\\]]", " "), new Position(file.toString(), number, 1));
                block = new ArrayList<>();
            } else if (!line.isBlank()) {
                List<Word> words = words(line.replaceFirst("=", " "), new Position(file.toString(), number, 1));
                block.add(new Directive(words.get(0), words.subList(1, words.size()), null));
            }
        }
        close(opening, block, tree);
        return new ParsedConfig(tree, List.of());
    }

    private static void close(List<Word> opening, List<Directive> block, List<Directive> tree) {
        if (!opening.isEmpty()) {
            tree.add(new Directive(opening.get(0), opening.subList(1, opening.size()), block));
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Word> words(String line, Position at) {
        List<Word> words = new ArrayList<>();
        for (String word : line.strip().split("\\s+")) {
            words.add(new Word(word, at, false));
        }
        return words;
    }

    @Override
    public String write(List<Directive> tree) {
        StringBuilder text = new StringBuilder();
        for (Directive block : tree) {
            text.append('[').append(block.name());
            block.arguments().forEach(word -> text.append(' ').append(word.text()));
            text.append("]\n");
            for (Directive statement : block.children()) {
                text.append(statement.name()).append(" =");
                statement.arguments().forEach(word -> text.append(' ').append(word.text()));
                text.append('\n');
            }
        }
        return text.toString();
    }
}

package org.gemel.itests.container.plugin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gemel.api.config.ConfigFormat;
import org.gemel.api.config.Directive;
import org.gemel.api.config.ParsedConfig;
import org.gemel.api.config.Position;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.config.Word;

/** A language of one sentence: {@code toy NAME} names the router. */
public final class ToyFormat implements ConfigFormat {

    @Override
    public int recognises(String head) {
        return head.startsWith("toy ") ? 100 : 0;
    }

    @Override
    public ParsedConfig read(Path file, ReadOptions options) {
        try {
            String name = Files.readString(file).substring("toy ".length()).strip();
            Position at = new Position(file.toString(), 1, 1);
            Directive routerId = new Directive(word("router_id", at), List.of(word(name, at)), null);
            Directive globals = new Directive(word("global_defs", at), List.of(), List.of(routerId));
            return new ParsedConfig(List.of(globals), List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String write(List<Directive> tree) {
        throw new IllegalArgumentException("toy cannot express anything");
    }

    private static Word word(String text, Position at) {
        return new Word(text, at, false);
    }
}

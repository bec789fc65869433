package org.gemel.config.uci.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Directive;
import org.gemel.api.config.ParsedConfig;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.config.Word;

/** A text as the format reads it, in forms that are easy to compare. */
record Reading(ParsedConfig parsed) {

    static Reading of(Path folder, String text) {
        try {
            Path file = Files.writeString(folder.resolve("keepalived"), text);
            return new Reading(new UciFormat().read(file, new ReadOptions("node", "", Map.of())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the package's own lines. */
    static Reading plain(Path folder, String text) {
        return of(folder, "config globals 'globals'\n\toption package_defaults '0'\n" + text);
    }

    String tree() {
        return shown(parsed.tree());
    }

    private static String shown(List<Directive> tree) {
        return tree.stream()
                .map(each -> each.name()
                        + each.arguments().stream()
                                .map(Word::text)
                                .map(text -> " " + text)
                                .collect(Collectors.joining())
                        + (each.block() == null ? "" : " {" + shown(each.children()) + "}"))
                .collect(Collectors.joining("; "));
    }

    List<String> codes() {
        return parsed.diagnostics().stream().map(Diagnostic::code).toList();
    }

    List<String> messages() {
        return parsed.diagnostics().stream()
                .map(each -> each.at().line() + ":" + each.at().column() + " " + each.severity() + " " + each.message())
                .toList();
    }
}

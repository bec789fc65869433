package org.gemel.api.config;

import java.nio.file.Path;
import java.util.List;

/**
 * A configuration text as its format understood it.
 *
 * @param tree the directives in the order of the text, included files in their place
 * @param diagnostics what was wrong with the text itself, in the order found
 * @param references other programs' files that decide what the text means, such as that of OpenWrt's networks; when one
 *     changes, the text is read again without anybody asking for it
 * @param included the other files that the text is written in, whether they could be read or not; when one changes, the
 *     configuration has been edited, and somebody will ask for it to be read again
 */
public record ParsedConfig(
        List<Directive> tree, List<Diagnostic> diagnostics, List<Path> references, List<Path> included) {

    public ParsedConfig {
        tree = List.copyOf(tree);
        diagnostics = List.copyOf(diagnostics);
        references = List.copyOf(references);
        included = List.copyOf(included);
    }

    /** A text in one file. */
    public ParsedConfig(List<Directive> tree, List<Diagnostic> diagnostics, List<Path> references) {
        this(tree, diagnostics, references, List.of());
    }

    /** A text that means the same whatever other files say. */
    public ParsedConfig(List<Directive> tree, List<Diagnostic> diagnostics) {
        this(tree, diagnostics, List.of());
    }
}

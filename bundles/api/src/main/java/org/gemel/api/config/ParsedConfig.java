package org.gemel.api.config;

import java.util.List;

/**
 * A configuration text as its format understood it.
 *
 * @param tree the directives in the order of the text, included files in their place
 * @param diagnostics what was wrong with the text itself, in the order found
 */
public record ParsedConfig(List<Directive> tree, List<Diagnostic> diagnostics) {

    public ParsedConfig {
        tree = List.copyOf(tree);
        diagnostics = List.copyOf(diagnostics);
    }
}

package org.gemel.config.json.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Keywords.Block;
import org.gemel.api.config.Keywords.Keyword;
import org.gemel.api.config.Word;
import org.jspecify.annotations.Nullable;

/**
 * A block as objects: statements of one keyword that follow each other share a key; where a keyword returns after others, the
 * order would be lost, and another object begins.
 */
final class Parts {

    private final @Nullable Block block;
    private final List<Map<String, Statements>> parts = new ArrayList<>();
    private Map<String, Statements> part = new LinkedHashMap<>();
    private String lastKey = "";

    private Parts(@Nullable Block block) {
        this.block = block;
        parts.add(part);
    }

    /** The objects that a block is written as; at least one, by their keys. */
    static List<Map<String, Statements>> of(List<Directive> directives, @Nullable Block block) {
        Parts parts = new Parts(block);
        directives.forEach(parts::add);
        return parts.parts;
    }

    private void add(Directive directive) {
        Keyword keyword = Forms.find(block, directive.name());
        boolean named = Forms.named(keyword);
        boolean argumentsInKey = !named && argumentsInKey(keyword, directive);
        List<Word> head = argumentsInKey
                ? Stream.concat(Stream.of(directive.keyword()), directive.arguments().stream())
                        .toList()
                : List.of(directive.keyword());
        String key = Words.join(directive, head);
        String arguments = named ? Words.join(directive, directive.arguments()) : "";
        Statements there = part.get(key);
        if (there != null && !(key.equals(lastKey) && there.takes(arguments, directive))) {
            part = new LinkedHashMap<>();
            parts.add(part);
            there = null;
        }
        if (there == null) {
            there = new Statements(keyword, named, named || argumentsInKey);
            part.put(key, there);
        }
        there.add(arguments, directive);
        lastKey = key;
    }

    /** Before a block there is no other place; and where a value would say something else, none that is as clear. */
    private static boolean argumentsInKey(@Nullable Keyword keyword, Directive directive) {
        return directive.block() != null
                || (!directive.arguments().isEmpty()
                        && (Forms.flag(keyword)
                                || Forms.values(keyword)
                                || Forms.block(keyword)
                                || Forms.aboutTheFile(directive.name())));
    }

    /** The statements of one key. */
    static final class Statements {

        private final @Nullable Keyword keyword;
        private final boolean named;
        private final boolean argumentsInKey;
        private final Map<String, List<Directive>> byArguments = new LinkedHashMap<>();
        private String lastArguments = "";

        private Statements(@Nullable Keyword keyword, boolean named, boolean argumentsInKey) {
            this.keyword = keyword;
            this.named = named;
            this.argumentsInKey = argumentsInKey;
        }

        @Nullable
        Keyword keyword() {
            return keyword;
        }

        /** Whether the arguments before the blocks are keys. */
        boolean named() {
            return named;
        }

        /** Whether nothing of the arguments is left for the value. */
        boolean argumentsInKey() {
            return argumentsInKey;
        }

        /** The statements by what stands before their blocks; all by nothing where that is no key. */
        Map<String, List<Directive>> byArguments() {
            return byArguments;
        }

        /** Whether another statement may join without changing what the text says. */
        private boolean takes(String arguments, Directive directive) {
            List<Directive> alike = byArguments.get(arguments);
            if (alike == null) {
                return true;
            }
            // In the list of a block of values a value alone would be one of them.
            boolean values = Forms.values(keyword);
            return arguments.equals(lastArguments)
                    && (!values || (alike.get(0).block() != null && directive.block() != null));
        }

        private void add(String arguments, Directive directive) {
            byArguments.computeIfAbsent(arguments, none -> new ArrayList<>()).add(directive);
            lastArguments = arguments;
        }
    }
}

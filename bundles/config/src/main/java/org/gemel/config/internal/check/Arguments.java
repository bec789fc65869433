package org.gemel.config.internal.check;

import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.Position;
import org.gemel.api.config.Word;
import org.gemel.config.internal.check.Item.Argument;
import org.gemel.config.internal.schema.ArgumentType;
import org.gemel.config.internal.schema.BadArgument;
import org.gemel.config.internal.schema.Parameter;
import org.gemel.config.internal.schema.Signature;
import org.jspecify.annotations.Nullable;

/** Reads the words after a keyword as its signature wants them. */
final class Arguments {

    /**
     * What came of it.
     *
     * @param arguments the values; null if they cannot be used
     * @param used how many words were taken
     * @param refused why an optional argument did not want the first word left over; null if none refused
     */
    record Reading(
            @Nullable List<Argument> arguments,
            int used,
            @Nullable BadArgument refused) {}

    private final Names names;
    private final Commands commands;
    private final Diagnostics diagnostics;

    Arguments(Names names, Commands commands, Diagnostics diagnostics) {
        this.names = names;
        this.commands = commands;
        this.diagnostics = diagnostics;
    }

    /**
     * Reads as many words as the signature takes; what is wrong is reported.
     *
     * @param lenient whether a wrong value is only worth a warning
     */
    Reading read(String subject, Position at, Signature signature, List<Word> words, boolean lenient) {
        List<Parameter> parameters = choose(signature.alternatives(), words);
        List<Argument> read = new ArrayList<>();
        BadArgument refused = null;
        int next = 0;
        for (Parameter parameter : parameters) {
            if (next >= words.size()) {
                // What may be left out may stand before what may not: via [inet6] ADDRESS.
                if (parameters.subList(parameters.indexOf(parameter), parameters.size()).stream()
                        .anyMatch(each -> !each.optional())) {
                    diagnostics.error(
                            at,
                            "missing-argument",
                            subject + " needs " + (read.isEmpty() ? "something" : "something more") + " after it",
                            "");
                    return new Reading(null, next, null);
                }
                break;
            }
            if (parameter.type() instanceof ArgumentType.Command) {
                Commands.Command command = commands.read(subject, words.subList(next, words.size()));
                read.add(new Argument(words.get(next), command.line()));
                command.behind().forEach(word -> read.add(new Argument(word, word.text())));
                next += command.words();
                continue;
            }
            do {
                Word word = words.get(next);
                try {
                    read.add(new Argument(word, parameter.type().parse(word.text())));
                } catch (BadArgument e) {
                    Object taken = e.taken();
                    if (taken == null && parameter.optional() && !lenient) {
                        refused = e;
                        break;
                    }
                    report(subject, word, e, lenient);
                    if (taken == null) {
                        return new Reading(null, next + 1, null);
                    }
                    read.add(new Argument(word, taken));
                }
                next++;
                if (!usable(parameter.type(), word)) {
                    return new Reading(null, next, null);
                }
            } while (parameter.repeated() && next < words.size());
        }
        return new Reading(read, next, refused);
    }

    private void report(String subject, Word word, BadArgument e, boolean lenient) {
        String message = subject + ": " + e.getMessage();
        if (e.taken() != null) {
            diagnostics.warning(word.at(), e.code(), message, e.advice());
        } else if (lenient) {
            diagnostics.warning(word.at(), e.code(), message + " and is ignored", e.advice());
        } else {
            diagnostics.error(word.at(), e.code(), message, e.advice());
        }
    }

    /** What a word stands for as the first argument, or null if it may not be it. */
    @Nullable
    Object first(Signature signature, Word word) {
        List<Parameter> parameters = signature.alternatives().get(0);
        try {
            return parameters.isEmpty() ? null : parameters.get(0).type().parse(word.text());
        } catch (BadArgument e) {
            return null;
        }
    }

    private boolean usable(ArgumentType type, Word word) {
        if (type instanceof ArgumentType.User) {
            commands.checkUser(word);
        }
        return !(type instanceof ArgumentType.Name name) || names.use(name, word);
    }

    /** The alternative whose first parameter takes the first word; the first one if none does. */
    private static List<Parameter> choose(List<List<Parameter>> alternatives, List<Word> words) {
        if (alternatives.size() > 1 && !words.isEmpty()) {
            for (List<Parameter> alternative : alternatives) {
                try {
                    alternative.get(0).type().parse(words.get(0).text());
                    return alternative;
                } catch (BadArgument e) {
                    continue;
                }
            }
        }
        return alternatives.get(0);
    }
}

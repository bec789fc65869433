package org.gemel.config.keepalived.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.gemel.api.config.Problems;
import org.gemel.api.config.ReadOptions;
import org.jspecify.annotations.Nullable;

/** The variables that need no definition (behaviour 5). */
final class BuiltIns {

    static final List<String> NAMES = List.of("_PWD", "_INSTANCE", "_RANDOM", "_ENV", "_HASH", "_BANG");

    private static final int LARGEST_RANDOM = 32767;

    private final ReadOptions options;
    private final Problems problems;
    private final SplittableRandom random;

    /**
     * @param file seeds the random numbers together with the identity of this node: two nodes get different ones, and
     *     reading an unchanged file again changes nothing
     */
    BuiltIns(Path file, ReadOptions options, Problems problems) {
        this.options = options;
        this.problems = problems;
        random = new SplittableRandom(Objects.hash(file.toString(), options.configId(), options.instance()));
    }

    /** The value of {@code ${NAME arguments}}, or null if that is no built-in variable. */
    @Nullable
    String value(String name, String arguments, Line line, int at) {
        if (!arguments.isEmpty() && !name.equals("_RANDOM") && !name.equals("_ENV")) {
            return null;
        }
        return switch (name) {
            case "_PWD" -> line.source().directory().toString();
            case "_INSTANCE" -> options.instance();
            case "_HASH" -> "#";
            case "_BANG" -> "!";
            case "_ENV" -> environment(arguments, line, at);
            case "_RANDOM" -> random(arguments, line, at);
            default -> null;
        };
    }

    private String environment(String name, Line line, int at) {
        String value = options.environment().get(name);
        if (value == null) {
            problems.warning(
                    line.at(at),
                    "undefined-environment",
                    name.isEmpty() ? "_ENV names no variable" : "the environment has no variable " + name,
                    "nothing stands in its place; set it where the appliance is started");
            return "";
        }
        return value.replace('\r', ' ').replace('\0', ' ');
    }

    private String random(String arguments, Line line, int at) {
        String[] range = arguments.isEmpty() ? new String[0] : arguments.split("\\s+");
        try {
            int from = range.length > 0 ? Integer.parseInt(range[0]) : 0;
            int to = range.length > 1 ? Integer.parseInt(range[1]) : LARGEST_RANDOM;
            if (range.length <= 2 && from >= 0 && to >= from) {
                return Long.toString(random.nextLong(from, to + 1L));
            }
        } catch (NumberFormatException e) {
            // Reported below, together with a range that is upside down.
        }
        problems.error(
                line.at(at),
                "bad-random",
                "_RANDOM wants at most two numbers, the smaller first",
                "write ${_RANDOM 1 10}");
        return "";
    }
}

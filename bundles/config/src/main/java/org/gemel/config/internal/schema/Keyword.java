package org.gemel.config.internal.schema;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One row of the keyword table. Immutable to those who look at it; safe for any thread. */
public final class Keyword {

    private final String name;
    private final String arguments;
    private final List<String> traits;
    private final String since;
    private final String tier;
    private final String help;
    private volatile @Nullable Signature signature;

    private Keyword(String name, String arguments, List<String> traits, String since, String tier, String help) {
        this.name = name;
        this.arguments = arguments;
        this.traits = traits;
        this.since = since;
        this.tier = tier;
        this.help = help;
    }

    /** Reads a row without its first column. */
    static Keyword of(String[] row) {
        if (row.length != 7) {
            throw new IllegalArgumentException(
                    "a row of the keyword table has 7 columns, not " + row.length + ": " + Arrays.toString(row));
        }
        List<String> traits = row[3].equals("-") ? List.of() : List.of(row[3].split(","));
        return new Keyword(row[1], row[2], traits, row[4], row[5], row[6]);
    }

    /**
     * A word that nobody has declared yet and that may be anything.
     *
     * @param block whether it has braces
     */
    public static Keyword undeclared(String name, boolean block) {
        return new Keyword(name, block ? "{skip}" : "-", List.of("acts", "many"), "-", "C", "");
    }

    /** The word. */
    public String name() {
        return name;
    }

    /** What follows it. Parsed when first asked for, so that reading the table stays cheap. */
    public Signature signature() {
        Signature parsed = signature;
        if (parsed == null) {
            parsed = Signature.parse(arguments);
            signature = parsed;
        }
        return parsed;
    }

    /** The arguments as the table writes them. */
    public String arguments() {
        return arguments;
    }

    /** Whether the appliance does what it says. */
    public boolean acts() {
        return traits.contains("acts");
    }

    /** Whether nobody loses anything while it is not acted on. */
    public boolean quiet() {
        return traits.contains("quiet");
    }

    /** Whether there is nothing here that it could change; {@link #help()} says why. */
    public boolean moot() {
        return traits.contains("moot");
    }

    /** Whether it may stand more than once in a block. */
    public boolean repeatable() {
        return traits.contains("many");
    }

    /** Whether its block must have it. */
    public boolean required() {
        return traits.contains("required");
    }

    /** Whether a wrong value is only worth a warning, because what happens without the word is what was meant. */
    public boolean lenient() {
        return traits.contains("lenient");
    }

    /** Whether keepalived has it no more; {@link #help()} says what to use. */
    public boolean removed() {
        return traits.contains("removed");
    }

    /** What to use in its place, or null where it is in good standing. */
    public @Nullable String replacement() {
        return detail("deprecated(");
    }

    /** What holds without the word, for people; null where that is no value, or depends. */
    public @Nullable String usual() {
        return detail("default(");
    }

    private @Nullable String detail(String trait) {
        for (String each : traits) {
            if (each.startsWith(trait)) {
                return each.substring(trait.length(), each.length() - 1);
            }
        }
        return null;
    }

    /** The keepalived release that brought it; for a removed word the last that had it. */
    public String since() {
        return since;
    }

    /** How common it is: A, B or C. */
    public String tier() {
        return tier;
    }

    /** One phrase for people. */
    public String help() {
        return help;
    }

    @Override
    public String toString() {
        return name + " " + arguments;
    }
}

package org.gemel.config.internal.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The rows that a plugin declares, each good in itself; whether they go with the others is for {@link Extension}.
 *
 * @param rows in the order of the text
 */
record Declaration(List<Row> rows) {

    /** Strangers write these texts: they may be so large, and no larger. */
    private static final int LONGEST_TEXT = 65_536;

    private static final int LONGEST_ROW = 1_000;
    private static final int MOST_ROWS = 500;
    private static final int LONGEST_HELP = 300;
    private static final int COLUMNS = 7;

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,63}");
    private static final Pattern INCLUSION = Pattern.compile("\\+" + NAME);
    private static final Pattern TRAIT = Pattern.compile(
            "acts|quiet|many|required|lenient|moot|removed|(deprecated|default)\\([^(),\\p{Cntrl}]{1,100}\\)");
    private static final Pattern SINCE = Pattern.compile("[\\w.+-]{1,40}");
    private static final Pattern TIER = Pattern.compile("[ABC]");

    Declaration {
        rows = List.copyOf(rows);
    }

    /**
     * A row.
     *
     * @param line its line in the text, from 1
     * @param block where the word may stand
     * @param keyword the word
     */
    record Row(int line, String block, Keyword keyword) {

        /** The name of the block whose words it takes in; empty for an ordinary word. */
        String inclusion() {
            return keyword.name().startsWith("+") ? keyword.name().substring(1) : "";
        }
    }

    /** Reads a text, in the language of the table. */
    static Declaration read(String text) throws BadDeclaration {
        if (text.length() > LONGEST_TEXT) {
            throw new BadDeclaration(
                    "the declarations have " + text.length() + " characters; " + LONGEST_TEXT + " are allowed");
        }
        List<Row> rows = new ArrayList<>();
        int number = 0;
        for (String line : text.split("\\R", -1)) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (rows.size() == MOST_ROWS) {
                throw new BadDeclaration(number, "there are more than " + MOST_ROWS + " rows");
            }
            rows.add(row(number, line));
        }
        return new Declaration(rows);
    }

    private static Row row(int number, String line) throws BadDeclaration {
        if (line.length() > LONGEST_ROW) {
            throw new BadDeclaration(number, "it has more than " + LONGEST_ROW + " characters");
        }
        String[] columns = line.split("\t", -1);
        if (columns.length != COLUMNS) {
            throw new BadDeclaration(
                    number,
                    "it has " + columns.length + " columns and not " + COLUMNS
                            + ": block, keyword, arguments, traits, since, tier, help, with one tab between them");
        }
        demand(number, NAME.matcher(columns[0]).matches(), columns[0], "cannot be the name of a block");
        boolean inclusion = INCLUSION.matcher(columns[1]).matches();
        boolean word = NAME.matcher(columns[1]).matches() || columns[1].equals(Shape.VALUE);
        demand(number, inclusion || word, columns[1], "cannot be a keyword");
        if (word) {
            details(number, columns);
        }
        Keyword keyword = Keyword.of(columns);
        try {
            keyword.signature();
        } catch (IllegalArgumentException e) {
            throw new BadDeclaration(number, "'" + columns[1] + "': " + e.getMessage());
        }
        return new Row(number, columns[0], keyword);
    }

    private static void details(int number, String[] columns) throws BadDeclaration {
        if (!columns[3].equals("-")) {
            for (String trait : columns[3].split(",", -1)) {
                demand(number, TRAIT.matcher(trait).matches(), trait, "is no trait");
            }
        }
        demand(number, SINCE.matcher(columns[4]).matches(), columns[4], "is no release; write plugin or -");
        demand(number, TIER.matcher(columns[5]).matches(), columns[5], "is no tier; write A, B or C");
        boolean plain = columns[6].chars().noneMatch(Character::isISOControl);
        demand(
                number,
                plain && !columns[6].isBlank() && columns[6].length() <= LONGEST_HELP,
                columns[6],
                "is no help; write one phrase of at most " + LONGEST_HELP + " characters");
    }

    private static void demand(int number, boolean met, String text, String complaint) throws BadDeclaration {
        if (!met) {
            throw new BadDeclaration(number, "'" + Words.shown(text) + "' " + complaint);
        }
    }
}

package org.gemel.config.uci.internal.text;

import org.gemel.api.config.CommonTexts;
import org.gemel.api.config.Position;
import org.gemel.api.config.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Takes words from a text, line by line, as libuci does. A line of the text may reach over several lines of the file, in
 * quotes or by a backslash at an end.
 */
final class Scanner {

    private final String file;
    private final String text;
    private final Problems problems;
    private final CommonTexts common = new CommonTexts();
    private int next;
    private int line = 1;
    private int lineStart;
    /** Whether a semicolon or the end of the line was met, so that the statement has no more words. */
    private boolean statementEnded;

    private final @Nullable CommentSink comments;

    /** @param comments is told of comments; null if nobody wants them */
    Scanner(String file, String text, Problems problems, @Nullable CommentSink comments) {
        this.file = file;
        this.text = text;
        this.problems = problems;
        this.comments = comments;
    }

    /** Takes comments. */
    interface CommentSink {

        /**
         * @param text what stands behind the sign
         * @param beside whether it is on the line of a statement
         * @param indented whether it does not begin the line
         */
        void comment(String text, boolean beside, boolean indented);
    }

    /** A word with its place; the text is empty where an empty word was written. */
    record Token(String text, Position at) {}

    private int peek() {
        return next < text.length() ? text.charAt(next) : -1;
    }

    private int take() {
        int c = peek();
        if (c >= 0) {
            next++;
            if (c == '\n') {
                line++;
                lineStart = next;
            }
        }
        return c;
    }

    Position at() {
        return new Position(file, line, next - lineStart + 1);
    }

    /** Goes to the next statement, wherever it is. False at the end of the text. */
    boolean findStatement() {
        while (peek() >= 0) {
            if (peek() == '#') {
                comment(false);
            } else if (space(peek()) || peek() == '\n') {
                take();
            } else {
                statementEnded = false;
                return true;
            }
        }
        return false;
    }

    /** The word that says what the statement is: it ends at a blank or tab only, and quotes mean nothing in it. */
    Token keyword() {
        Position at = at();
        int begin = next;
        while (peek() >= 0 && peek() != ' ' && peek() != '\t' && peek() != '\n') {
            take();
        }
        return new Token(common.of(text.substring(begin, next)), at);
    }

    /** Drops the rest of the line. */
    void skipLine() {
        while (peek() >= 0 && peek() != '\n') {
            take();
        }
        statementEnded = true;
    }

    /**
     * The next word of the statement, null if there is none.
     *
     * @throws SyntaxException if a quote is not closed or the word is too long
     */
    @Nullable
    Token word() throws SyntaxException {
        while (!statementEnded && space(peek())) {
            take();
        }
        if (!statementEnded && (peek() == ';' || peek() == '\n' || peek() < 0 || peek() == '#')) {
            endStatement();
        }
        if (statementEnded) {
            return null;
        }
        Position at = at();
        StringBuilder word = new StringBuilder();
        boolean afterQuote = false;
        while (!statementEnded && peek() >= 0 && !space(peek()) && peek() != '\n') {
            int c = peek();
            if (c == '\'' || c == '"') {
                quoted(word);
                afterQuote = true;
            } else if (c == '#' || (c == ';' && afterQuote)) {
                endStatement();
            } else if (c == ';') {
                lose(at);
            } else {
                afterQuote = false;
                plain(word);
            }
            if (word.length() > Limits.WORD_LENGTH) {
                throw new SyntaxException(
                        at, "word-too-long", "a word is longer than " + Limits.WORD_LENGTH + " characters", "");
            }
        }
        return new Token(common.of(word.toString()), at);
    }

    private void endStatement() {
        if (peek() == ';') {
            take();
        } else if (peek() == '#') {
            comment(true);
        }
        statementEnded = true;
    }

    private void comment(boolean beside) {
        int begin = next + 1;
        boolean indented = next > lineStart;
        skipLine();
        if (comments != null) {
            comments.comment(text.substring(begin, next).stripTrailing(), beside, indented);
        }
    }

    /** A semicolon behind a word without quotes: libuci forgets the rest of the line. */
    private void lose(Position word) {
        Position at = at();
        int begin = next + 1;
        skipLine();
        if (!text.substring(Math.min(begin, next), next).isBlank()) {
            problems.warning(
                    at,
                    "lost-after-semicolon",
                    "what stands behind this ';' is lost, as it is in OpenWrt, because the word at " + word.line() + ":"
                            + word.column() + " is not in quotes",
                    "write one statement a line");
        }
    }

    private void plain(StringBuilder word) {
        int c = take();
        if (c != '\\') {
            word.append((char) c);
            return;
        }
        int escaped = take();
        if (escaped >= 0 && escaped != '\n') {
            word.append((char) escaped);
        }
    }

    private void quoted(StringBuilder word) throws SyntaxException {
        Position at = at();
        int quote = take();
        for (int c = take(); c != quote; c = take()) {
            if (c == '\\' && quote == '"') {
                c = take();
                if (c == '\n') {
                    continue;
                }
            }
            if (c < 0) {
                throw new SyntaxException(
                        at,
                        "quote-not-closed",
                        "this " + (char) quote + " is not closed until the end of the file",
                        "add a " + (char) quote);
            }
            word.append((char) c);
        }
    }

    private static boolean space(int c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == 0x0b;
    }
}

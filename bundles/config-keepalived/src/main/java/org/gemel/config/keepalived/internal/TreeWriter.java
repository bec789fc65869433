package org.gemel.config.keepalived.internal;

import java.util.List;
import java.util.regex.Pattern;
import org.gemel.api.config.Comment;
import org.gemel.api.config.Comment.Place;
import org.gemel.api.config.Directive;
import org.gemel.api.config.InexpressibleException;
import org.gemel.api.config.Word;

/** Writes a tree as keepalived.conf text. */
final class TreeWriter {

    private static final String INDENT = "    ";
    private static final Pattern BUILT_IN = Pattern.compile("\\$\\{_(PWD|INSTANCE|HASH|BANG|RANDOM|ENV)( [^}]*)?}");

    private final StringBuilder text = new StringBuilder();

    String write(List<Directive> tree) {
        boolean wasBlock = false;
        for (Directive directive : tree) {
            boolean block = directive.block() != null;
            if (text.length() > 0 && (block || wasBlock)) {
                text.append('\n');
            }
            directive(directive, 0);
            wasBlock = block;
        }
        boolean likeByteOrderMark = text.length() > 0 && text.charAt(0) == '\uFEFF';
        return likeByteOrderMark ? "\n" + text : text.toString();
    }

    private void directive(Directive directive, int depth) {
        List<Directive> block = directive.block();
        if (block != null && depth >= Limits.BLOCK_DEPTH) {
            throw new InexpressibleException(
                    directive, "keepalived.conf text nests blocks at most " + Limits.BLOCK_DEPTH + " deep");
        }
        if (block != null && depth > 0 && !directive.keyword().quoted() && RootBlocks.contains(directive.name())) {
            throw new InexpressibleException(directive, "this block cannot stand within another one");
        }
        comments(directive, Place.BEFORE, depth);
        text.append(INDENT.repeat(depth));
        int begin = text.length();
        word(
                directive.keyword(),
                directive,
                Preprocessor.beginsStatement(directive.keyword().text()));
        for (Word argument : directive.arguments()) {
            text.append(' ');
            word(argument, directive, false);
        }
        if (text.length() - begin > Limits.LINE_LENGTH / 4) {
            throw new InexpressibleException(directive, "the line would be too long");
        }
        if (block != null) {
            text.append(" {");
            beside(directive);
            text.append('\n');
            for (Directive child : block) {
                directive(child, depth + 1);
            }
            comments(directive, Place.END, depth + 1);
            text.append(INDENT.repeat(depth)).append('}');
        } else {
            beside(directive);
        }
        text.append('\n');
        comments(directive, Place.AFTER, depth);
    }

    /** Comments on lines of their own. */
    private void comments(Directive directive, Place place, int depth) {
        for (Comment comment : directive.comments()) {
            if (comment.place() == place) {
                text.append(INDENT.repeat(depth));
                comment(comment, directive);
                text.append('\n');
            }
        }
    }

    private void beside(Directive directive) {
        for (Comment comment : directive.comments()) {
            if (comment.place() == Place.BESIDE) {
                text.append(' ');
                comment(comment, directive);
            }
        }
    }

    private void comment(Comment comment, Directive directive) {
        if (comment.text().length() > Limits.LINE_LENGTH / 4) {
            throw new InexpressibleException(directive, "a comment on it is too long for a line");
        }
        text.append('#').append(comment.text());
    }

    private void word(Word word, Directive directive, boolean quote) {
        String content = word.text();
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            if (c == '\n' || c == '\0') {
                throw inexpressible(directive, "a line feed or NUL");
            }
        }
        if (BUILT_IN.matcher(content).find()) {
            throw inexpressible(directive, "the name of a built-in variable");
        }
        if (word.quoted() || quote || !bare(content)) {
            if (Lexer.closingQuote(content + '"', 0) != content.length()) {
                throw inexpressible(directive, "a quote without a backslash before it, or a backslash at its end");
            }
            text.append('"').append(content).append('"');
        } else {
            text.append(content.replace("#", "\\#").replace("!", "\\!"));
        }
    }

    private static InexpressibleException inexpressible(Directive directive, String what) {
        return new InexpressibleException(directive, "keepalived.conf cannot express a word with " + what);
    }

    /** Whether a word needs no quotes. */
    private static boolean bare(String content) {
        if (content.isEmpty()) {
            return false;
        }
        for (int i = 0; i < content.length(); i++) {
            char c = content.charAt(i);
            int reference = Lexer.reference(content, i);
            if (reference > 0) {
                i = reference - 1;
            } else if (Lexer.blank(c) || c == '{' || c == '}') {
                return false;
            } else if (c == '"' && (i == 0 || content.charAt(i - 1) != '\\')) {
                return false;
            }
        }
        return true;
    }
}

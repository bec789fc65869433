package org.gemel.config.internal.check;

import java.util.List;
import java.util.regex.Pattern;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Nearest;
import org.gemel.config.internal.check.Item.Argument;
import org.gemel.config.internal.schema.Keyword;
import org.gemel.config.internal.schema.Shape;
import org.gemel.config.internal.schema.Words;

/**
 * Checks of real servers whose bundle is not there, or not there yet: at the start, and while it is replaced, it may come
 * later. They are kept as they are written.
 */
final class UndeclaredChecks {

    static final String CODE = "no-such-checker";

    /** The words of every check over the network. */
    static final String COMMON = "connection";

    private static final String HOME = "real_server";
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,58}_(CHECK|GET)");

    private UndeclaredChecks() {}

    static boolean isMeant(Directive directive, Shape shape) {
        return shape.name().equals(HOME)
                && directive.block() != null
                && NAME.matcher(directive.name()).matches();
    }

    static String message(Directive directive) {
        return "no checker '" + Words.shown(directive.name())
                + "' is installed; the real server waits for it until its bundle is put into deploy/";
    }

    /** Two names are not alike because both end with _CHECK. */
    static String advice(Directive directive, Shape shape) {
        String name = directive.name();
        String end = name.substring(name.lastIndexOf('_'));
        String near = Nearest.of(
                name.substring(0, name.length() - end.length()),
                shape.keywords().stream()
                        .map(Keyword::name)
                        .filter(known -> known.endsWith(end))
                        .map(known -> known.substring(0, known.length() - end.length()))
                        .toList());
        return near == null ? "" : "did you mean '" + near + end + "'?";
    }

    /** A word of a check, and what is in its braces: the text of words is their value. */
    static Item item(Directive directive) {
        List<Item> items =
                directive.children().stream().map(UndeclaredChecks::item).toList();
        return item(directive, new Block(items));
    }

    static Item item(Directive directive, Block block) {
        return new Item(
                Keyword.undeclared(directive.name(), directive.block() != null),
                directive.keyword(),
                directive.arguments().stream()
                        .map(word -> new Argument(word, word.text()))
                        .toList(),
                block);
    }
}

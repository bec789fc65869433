package org.gemel.shell.internal.reference;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Keywords.Argument;
import org.gemel.api.config.Keywords.Body;
import org.gemel.api.config.Keywords.Keyword;
import org.gemel.api.config.Position;
import org.gemel.api.config.Word;
import org.jspecify.annotations.Nullable;

/** A statement as somebody might write it. */
final class Example {

    private static final Position NOWHERE = new Position("", 1, 1);

    private Example() {}

    /** A keyword with what has to follow it; where it opens a block, also with what may stand before that. */
    static Directive of(Keyword keyword) {
        boolean opens = keyword.body() != Body.NONE;
        return directive(keyword.name(), words(keyword, opens), opens ? List.of() : null);
    }

    /** A value as an entry of a block. */
    static Directive ofValue(Keyword value) {
        List<String> words = words(value, true);
        return directive(words.get(0), words.subList(1, words.size()), null);
    }

    static Directive within(Directive opening, List<Directive> block) {
        return new Directive(opening.keyword(), opening.arguments(), block);
    }

    /** A statement with an option of it. */
    static Directive with(Directive statement, Keyword option) {
        List<Word> words = new ArrayList<>(statement.arguments());
        words.add(word(option.name()));
        words(option, false).forEach(text -> words.add(word(text)));
        return new Directive(statement.keyword(), words, statement.block());
    }

    static Directive directive(String name, List<String> arguments, @Nullable List<Directive> block) {
        return new Directive(word(name), arguments.stream().map(Example::word).toList(), block);
    }

    private static Word word(String text) {
        return new Word(text, NOWHERE, text.indexOf(' ') >= 0);
    }

    private static List<String> words(Keyword keyword, boolean optional) {
        List<Argument> row = keyword.arguments().get(0);
        boolean number = row.size() == 1 && row.get(0).detail().contains("..");
        return row.stream()
                .filter(argument -> optional || number || !argument.optional())
                .map(argument -> word(argument, keyword))
                .toList();
    }

    private static String word(Argument argument, Keyword keyword) {
        String detail = argument.detail();
        return switch (argument.type()) {
            case "int", "milliseconds", "seconds" -> number(detail, keyword.usual());
            case "port" -> "80";
            case "word", "anycase" -> detail.split("\\|")[0];
            case "bool", "flag" -> "on";
            case "text" -> keyword.name().equals("(value)") ? "NAME" : "TEXT";
            case "secret" -> "SECRET";
            case "path" -> "/etc/gemel/FILE";
            case "command" -> "/usr/local/bin/SCRIPT";
            case "interface" -> "eth0";
            case "vmac" -> "vrrp.51";
            case "hex" -> HexFormat.of().toHexDigits(0x5eed1234L, Math.min(16, Integer.parseInt(detail)));
            case "dnstype" -> "A";
            case "statuses" -> "200-299";
            case "scope" -> "link";
            case "lifetime" -> "3600";
            case "buffers" -> "3";
            case "route-type" -> "blackhole";
            case "prefix" -> "192.0.2.1/24";
            case "destination", "selector" -> "198.51.100.0/24";
            case "server-range" -> "192.0.2.1-9";
            case "granularity" -> "255.255.255.0";
            case "server" -> "mail.example.org";
            case "mail-address" -> "gemel@example.org";
            case "address", "host" -> "192.0.2.1";
            case "broadcast" -> "+";
            case "group", "group4" -> "224.0.0.18";
            case "group6" -> "ff02::12";
            case "user" -> "nobody";
            default -> "NAME";
        };
    }

    private static String number(String range, @Nullable String usual) {
        if (usual != null && usual.matches("-?[0-9]+(\\.[0-9]+)?")) {
            return usual;
        }
        if (range.equals("0..65535")) {
            return "80";
        }
        String least = range.substring(0, range.indexOf(".."));
        return least.startsWith("-") || least.equals("0") ? "1" : least;
    }
}

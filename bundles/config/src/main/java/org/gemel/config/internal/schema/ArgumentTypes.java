package org.gemel.config.internal.schema;

import java.util.List;
import java.util.Set;
import org.gemel.config.internal.schema.ArgumentType.Name;
import org.gemel.config.internal.schema.ArgumentType.Name.Role;

/** The types that the keyword table may name. */
final class ArgumentTypes {

    /** The types that say nothing without what narrows them. */
    private static final Set<String> NARROWED =
            Set.of("int", "milliseconds", "seconds", "word", "anycase", "hex", "define", "ref", "later");

    private ArgumentTypes() {}

    /**
     * The type written as {@code name} or {@code name(detail)}.
     *
     * @throws IllegalArgumentException if there is no such type, or it lacks what narrows it
     */
    static ArgumentType of(String text) {
        int open = text.indexOf('(');
        if (open >= 0 && !text.endsWith(")")) {
            throw new IllegalArgumentException("'" + Words.shown(text) + "' has no )");
        }
        String name = open < 0 ? text : text.substring(0, open);
        String detail = open < 0 ? "" : text.substring(open + 1, text.length() - 1);
        if (NARROWED.contains(name) ? detail.isEmpty() : open >= 0 && !name.equals("name")) {
            throw new IllegalArgumentException(
                    name + (open < 0 ? " needs what narrows it, in parentheses" : " takes nothing in parentheses"));
        }
        return switch (name) {
            case "int" -> Numbers.integer(Range.of(detail));
            case "milliseconds" -> Numbers.milliseconds(Range.of(detail));
            case "seconds" -> Numbers.seconds(Range.of(detail));
            case "port" -> Numbers.integer(Range.of("1..65535"));
            case "scope" -> Numbers::scope;
            case "lifetime" -> Numbers::lifetime;
            case "statuses" -> Numbers::statuses;
            case "buffers" -> Numbers::buffers;
            case "bool" -> Words::bool;
            case "flag" -> Words::flag;
            case "word" -> Words.oneOf(alternatives(detail), false);
            case "anycase" -> Words.oneOf(alternatives(detail), true);
            case "name" -> Words.name(detail.isEmpty() ? Range.of("1..255") : Range.of(detail));
            case "text" -> word -> word;
            case "path" -> Words::path;
            case "hex" -> Words.hex(digits(detail));
            case "dnstype" -> Words::dnsType;
            case "interface" -> Words::interfaceName;
            case "vmac" -> Words::vmac;
            case "route-type" -> Words.oneOf(Words.ROUTE_TYPES, false);
            case "address" -> Addresses::address;
            case "host" -> Addresses::host;
            case "server" -> Addresses::server;
            case "mail-address" -> Words::mailAddress;
            case "group" -> Addresses::group;
            case "group4" -> Addresses::group4;
            case "group6" -> Addresses::group6;
            case "prefix" -> Addresses::prefix;
            case "destination" -> Addresses::destination;
            case "selector" -> Addresses::selector;
            case "broadcast" -> Addresses::broadcast;
            case "granularity" -> Addresses::granularity;
            case "server-range" -> Addresses::serverRange;
            case "command" -> new ArgumentType.Command();
            case "user" -> new ArgumentType.User();
            case "secret" -> new ArgumentType.Secret();
            case "define" -> new Name(Role.DEFINITION, detail);
            case "ref" -> new Name(Role.REFERENCE, detail);
            case "later" -> new Name(Role.FORWARD_REFERENCE, detail);
            default -> throw new IllegalArgumentException("no argument type is called " + Words.shown(text));
        };
    }

    private static int digits(String text) {
        if (!text.matches("[1-9][0-9]{0,2}")) {
            throw new IllegalArgumentException("'" + Words.shown(text) + "' is no number of digits");
        }
        return Integer.parseInt(text);
    }

    private static List<String> alternatives(String text) {
        List<String> words = List.of(text.split("\\|", -1));
        if (words.contains("")) {
            throw new IllegalArgumentException("between the | of " + Words.shown(text) + " a word is missing");
        }
        return words;
    }
}

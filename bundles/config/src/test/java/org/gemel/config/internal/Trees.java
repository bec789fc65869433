package org.gemel.config.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.ConfigurationReader.Result;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Position;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.config.Word;
import org.gemel.config.internal.bind.ConfigurationBinder;
import org.gemel.config.internal.check.Checker;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.rules.Rules;
import org.gemel.config.internal.schema.Schema;

/** Directive trees from well-formed text: one statement a line, braces at the end of a line or alone. */
public final class Trees {

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final Schema SCHEMA = Schema.load();

    private Trees() {}

    /** Reads text. */
    public static List<Directive> parse(String text) {
        Deque<List<Directive>> blocks = new ArrayDeque<>();
        Deque<List<Word>> openers = new ArrayDeque<>();
        blocks.push(new ArrayList<>());
        int line = 0;
        for (String row : text.split("\n", -1)) {
            line++;
            List<Word> words = new ArrayList<>();
            Matcher matcher = WORD.matcher(row);
            while (matcher.find()) {
                boolean quoted = matcher.group(1) != null;
                String word = quoted ? matcher.group(1) : matcher.group(2);
                if (!quoted && word.equals("{")) {
                    openers.push(words);
                    blocks.push(new ArrayList<>());
                    words = new ArrayList<>();
                } else if (!quoted && word.equals("}")) {
                    add(words, null, blocks);
                    words = new ArrayList<>();
                    List<Directive> block = blocks.pop();
                    add(openers.pop(), block, blocks);
                } else {
                    words.add(new Word(word, new Position("test.conf", line, matcher.start() + 1), quoted));
                }
            }
            add(words, null, blocks);
        }
        return blocks.pop();
    }

    private static void add(List<Word> words, List<Directive> block, Deque<List<Directive>> blocks) {
        if (!words.isEmpty()) {
            blocks.element().add(new Directive(words.get(0), words.subList(1, words.size()), block));
        }
    }

    /** Reads, checks and binds text on a host whose only user is root. */
    public static Result bind(String text) {
        return bind(text, "");
    }

    /** The same in an appliance that was given a name when it was started. */
    public static Result bind(String text, String appliance) {
        return bind(text, appliance, SCHEMA);
    }

    /** The same with the words of plugins. */
    public static Result bind(String text, String appliance, Schema schema) {
        Diagnostics diagnostics = new Diagnostics();
        var checked = new Checker(schema, "root"::equals, diagnostics).check(parse(text));
        Rules.check(checked, diagnostics);
        Configuration configuration =
                new ConfigurationBinder(diagnostics, user -> false).bind(checked, "node", appliance);
        return new Result(configuration, diagnostics.inOrderOfText());
    }

    /** An instance V with VRID 51 on eth0 and the address 192.0.2.1/24, and what else it is given. */
    public static String instance(String... lines) {
        return """
                vrrp_instance V {
                interface eth0
                virtual_router_id 51
                virtual_ipaddress {
                192.0.2.1/24
                }
                """ + String.join("\n", lines) + "\n}\n";
    }

    /** The only instance of a text. */
    public static VrrpInstance only(String text) {
        List<VrrpInstance> instances = bind(text).configuration().instances();
        if (instances.size() != 1) {
            throw new AssertionError("one instance was expected: " + bind(text));
        }
        return instances.get(0);
    }

    /** The codes of all diagnostics of a text, in its order. */
    public static List<String> codes(String text) {
        return bind(text).diagnostics().stream().map(Diagnostic::code).toList();
    }
}

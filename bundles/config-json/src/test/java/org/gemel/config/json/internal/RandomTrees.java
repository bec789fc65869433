package org.gemel.config.json.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Position;
import org.gemel.api.config.Word;

/** Trees that every format should express, from a seed: known words and others, in and out of their places. */
final class RandomTrees {

    private static final Position NOWHERE = new Position("seed", 1, 1);
    private static final String BARE = "abcXYZ019._-/:@$~=<>()[]'\\,;%&*?#!\u00e9";
    private static final String QUOTED = BARE + " \t{}";

    /** Words whose declarations decide on their form; the values of their blocks and no blocks at all come to them too. */
    private static final List<String> KNOWN = List.of(
            "vrrp_instance",
            "global_defs",
            "virtual_ipaddress",
            "unicast_peer",
            "virtual_server",
            "real_server",
            "virtual_server_group",
            "track_group",
            "group",
            "webhook",
            "priority",
            "false",
            "true",
            "51",
            "-1.50",
            "007");

    private final SplittableRandom random;

    RandomTrees(long seed) {
        random = new SplittableRandom(seed);
    }

    List<Directive> tree() {
        return directives(0);
    }

    private List<Directive> directives(int depth) {
        List<Directive> directives = new ArrayList<>();
        for (int i = random.nextInt(depth == 0 ? 8 : 5); i > 0; i--) {
            directives.add(directive(depth));
        }
        return directives;
    }

    private Directive directive(int depth) {
        Word keyword = word();
        while (!keyword.quoted() && "@$~".indexOf(keyword.text().charAt(0)) >= 0) {
            keyword = word();
        }
        List<Word> arguments = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            arguments.add(word());
        }
        boolean block = depth < 5 && random.nextInt(3) == 0;
        return new Directive(keyword, arguments, block ? directives(depth + 1) : null);
    }

    private Word word() {
        if (random.nextInt(3) > 0) {
            return new Word(KNOWN.get(random.nextInt(KNOWN.size())), NOWHERE, random.nextInt(10) == 0);
        }
        boolean quoted = random.nextInt(3) == 0;
        String letters = quoted ? QUOTED : BARE;
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(quoted ? 0 : 1, 9); i > 0; i--) {
            char c = letters.charAt(random.nextInt(letters.length()));
            text.append(c == '\\' ? "\\n" : String.valueOf(c));
            if (quoted && random.nextInt(8) == 0) {
                text.append("\\\"");
            }
        }
        return new Word(text.toString(), NOWHERE, quoted);
    }
}

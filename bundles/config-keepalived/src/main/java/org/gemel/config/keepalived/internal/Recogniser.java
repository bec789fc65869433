package org.gemel.config.keepalived.internal;

import java.util.Set;

/** Tells keepalived.conf from other languages by the first lines that say something. */
final class Recogniser {

    private static final Set<String> ROOT_WORDS =
            Set.of("SSL", "track_file", "net_namespace", "instance", "use_pid_dir", "include");
    private static final Set<String> UCI = Set.of("config", "package", "option", "list");

    private Recogniser() {}

    static int confidence(String head) {
        boolean braces = false;
        for (String raw : head.split("\n")) {
            String line =
                    raw.substring(0, Lexer.comment(raw)).replace("\uFEFF", "").trim();
            if (line.isEmpty()) {
                continue;
            }
            String word = line.split("[\\s{]", 2)[0];
            if (!braces && (UCI.contains(word) || line.startsWith("[") || word.isEmpty())) {
                return 0;
            }
            if (RootBlocks.contains(word) || ROOT_WORDS.contains(word)) {
                return 95;
            }
            if (Variables.definition(line) > 0 || line.startsWith("@") || Sequence.begins(line)) {
                return 80;
            }
            braces |= line.indexOf('{') >= 0;
        }
        return braces ? 50 : 5;
    }
}

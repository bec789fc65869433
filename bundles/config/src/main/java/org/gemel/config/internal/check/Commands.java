package org.gemel.config.internal.check;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.gemel.api.config.Word;
import org.gemel.config.internal.schema.Words;

/** Commands, and the user and group that may stand behind them (behaviour 14). */
final class Commands {

    /**
     * A command with what follows it.
     *
     * @param line the command line
     * @param behind the user and the group to run it as, as far as there are any
     * @param words how many words were taken
     */
    record Command(String line, List<Word> behind, int words) {}

    private final Predicate<String> knownUser;
    private final Diagnostics diagnostics;

    Commands(Predicate<String> knownUser, Diagnostics diagnostics) {
        this.knownUser = knownUser;
        this.diagnostics = diagnostics;
    }

    /** Reads a command; words behind it that cannot be a user and a group are reported. */
    Command read(String subject, List<Word> words) {
        int length = lengthOfCommand(words);
        List<Word> behind = words.subList(length, words.size());
        String line = length == 1
                ? words.get(0).text()
                : words.subList(0, length).stream()
                        .map(word -> word.quoted() ? '"' + word.text() + '"' : word.text())
                        .collect(Collectors.joining(" "));
        if (!behind.isEmpty() && !knownUser.test(behind.get(0).text())) {
            Word user = behind.get(0);
            diagnostics.warning(
                    user.at(),
                    "command-user",
                    subject + ": '" + Words.shown(user.text())
                            + "' after the command is taken as the user to run it as, and there"
                            + " is no such user here",
                    "put the command and its arguments together in double quotes, or name a user");
        } else if (behind.size() > 2) {
            diagnostics.warning(
                    behind.get(2).at(),
                    "extra-words",
                    subject + ": only a user and a group may stand after the command",
                    "put the command and its arguments together in double quotes");
        }
        return new Command(line, behind.subList(0, Math.min(2, behind.size())), words.size());
    }

    void checkUser(Word user) {
        String name = user.text().startsWith(":") ? user.text().substring(1) : user.text();
        if (!knownUser.test(name)) {
            diagnostics.warning(
                    user.at(),
                    "unknown-user",
                    "there is no user or group '" + Words.shown(name) + "' here",
                    "create it or name one");
        }
    }

    /** One word, or all words up to the closing quote where somebody used single quotes. */
    private static int lengthOfCommand(List<Word> words) {
        Word first = words.get(0);
        if (!first.quoted() && first.text().startsWith("'")) {
            for (int i = 0; i < words.size(); i++) {
                String text = words.get(i).text();
                if (text.endsWith("'") && (i > 0 || text.length() > 1)) {
                    return i + 1;
                }
            }
        }
        return 1;
    }
}

package org.gemel.config.internal.bind;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.gemel.api.config.Command;
import org.gemel.api.config.ScriptPolicy;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;
import org.jspecify.annotations.Nullable;

/** Binds commands, who runs them (behaviour 85) and how. */
public final class CommandBinder {

    private static final String USUAL_USER = "keepalived_script";

    private final Block global;
    private final Predicate<String> knownUser;
    private final Diagnostics diagnostics;

    /**
     * @param global all {@code global_defs} blocks as one
     * @param knownUser whether a user of that name exists on this host
     */
    public CommandBinder(Block global, Predicate<String> knownUser, Diagnostics diagnostics) {
        this.global = global;
        this.knownUser = knownUser;
        this.diagnostics = diagnostics;
    }

    /** How all commands are run. */
    private ScriptPolicy policy() {
        return new ScriptPolicy(
                global.contains("enable_script_security"),
                global.contains("set_supplementary_groups"),
                global.flag("use_symlink_paths"));
    }

    /**
     * Binds a command.
     *
     * @param item its arguments are the line and, perhaps, a user and a group
     * @param user says in its arguments who runs it, if anything does
     * @return empty if the line makes no sense or nobody may run it, which was reported
     */
    public Optional<Command> bind(Item item, Optional<Item> user) {
        String line = item.value(0, String.class);
        List<String> words;
        try {
            words = line.startsWith("<") || line.startsWith(">") ? redirection(line) : CommandLine.words(line);
        } catch (IllegalArgumentException e) {
            if (line.isBlank() && item.name().matches("(notify|quorum).*")) {
                diagnostics.warning(
                        item.at(),
                        "bad-command",
                        item.name() + ": " + e.getMessage() + "; nothing is run",
                        "remove it");
                return Optional.empty();
            }
            diagnostics.error(
                    item.at(),
                    "bad-command",
                    item.name() + ": " + e.getMessage(),
                    "put the command in double quotes and arguments with blanks in single quotes");
            return Optional.empty();
        }
        if (item.has(1)) {
            return Optional.of(run(words, item, 1));
        }
        Optional<Item> who = user.or(() -> global.last("script_user"));
        return who.isPresent() ? Optional.of(run(words, who.get(), 0)) : usual(item, words);
    }

    private Optional<Command> usual(Item item, List<String> words) {
        if (knownUser.test(USUAL_USER)) {
            return Optional.of(new Command(words, USUAL_USER, null, policy()));
        }
        if (policy().secure()) {
            diagnostics.warning(
                    item.at(),
                    "no-script-user",
                    item.name() + ": enable_script_security lets nobody run it, for there is neither script_user nor a"
                            + " user " + USUAL_USER + " here; it is left out",
                    "create that user (useradd --system " + USUAL_USER + "), or write script_user in global_defs");
            return Optional.empty();
        }
        return Optional.of(new Command(words, null, null, policy()));
    }

    /** Only a shell can do it; that it can connect is a speciality of one. */
    private static List<String> redirection(String line) {
        boolean connects = line.contains("/dev/tcp/") || line.contains("/dev/udp/");
        return List.of(connects ? "/bin/bash" : "/bin/sh", "-c", line);
    }

    private Command run(List<String> words, Item who, int first) {
        String user = who.arguments().get(first).word().text();
        String group =
                who.has(first + 1) ? who.arguments().get(first + 1).word().text() : null;
        return user.startsWith(":")
                ? new Command(words, null, user.substring(1), policy())
                : new Command(words, nullIfEmpty(user), group, policy());
    }

    private static @Nullable String nullIfEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}

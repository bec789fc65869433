package org.gemel.config.internal.bind;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gemel.api.config.TrackerDefinition;
import org.gemel.api.config.TrackerDefinition.NumberFile;
import org.gemel.api.config.TrackerDefinition.ProcessCount;
import org.gemel.api.config.TrackerDefinition.ProcessCount.Arguments;
import org.gemel.api.config.TrackerDefinition.Script;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;

/** Binds scripts, files and processes that can be tracked. What they mean to whom is bound where they are tracked. */
final class TrackerBinder {

    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(1);

    private final CommandBinder commands;
    private final Diagnostics diagnostics;

    TrackerBinder(CommandBinder commands, Diagnostics diagnostics) {
        this.commands = commands;
        this.diagnostics = diagnostics;
    }

    /** All that are defined, used or not, in the order of the text within a kind. */
    List<TrackerDefinition> bind(Block text) {
        List<TrackerDefinition> all = new ArrayList<>();
        text.all("vrrp_script").forEach(item -> script(item).ifPresent(all::add));
        Stream.of("track_file", "vrrp_track_file")
                .flatMap(name -> text.all(name).stream())
                .forEach(item -> file(item).ifPresent(all::add));
        text.all("vrrp_track_process").forEach(item -> process(item).ifPresent(all::add));
        return all;
    }

    private Optional<TrackerDefinition> script(Item item) {
        Block own = item.block();
        Duration interval = own.last("interval").map(Item::seconds).orElse(DEFAULT_INTERVAL);
        return own.last("script")
                .flatMap(line -> commands.bind(line, own.last("user")))
                .map(command -> new Script(
                        item.value(0, String.class),
                        command.words(),
                        interval,
                        own.last("timeout").map(Item::seconds).orElse(interval),
                        own.last("rise").map(Item::number).orElse(1),
                        own.last("fall").map(Item::number).orElse(1),
                        own.contains("init_fail"),
                        command.user(),
                        command.group(),
                        command.policy()));
    }

    private Optional<TrackerDefinition> file(Item item) {
        Optional<Item> file = item.block().last("file");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(file.get().text()).toAbsolutePath().normalize();
            Optional<Item> initial = item.block().last("init_file");
            return Optional.of(new NumberFile(
                    item.value(0, String.class),
                    path,
                    initial.map(TrackerBinder::number).orElse(null),
                    initial.isPresent()
                            && initial.get().arguments().stream()
                                    .anyMatch(argument -> argument.value().equals("overwrite"))));
        } catch (InvalidPathException e) {
            diagnostics.error(file.get().at(), "bad-value", "file: " + e.getReason(), "write the path of a file");
            return Optional.empty();
        }
    }

    private static int number(Item initial) {
        return initial.has(0) && initial.arguments().get(0).value() instanceof Long value ? Math.toIntExact(value) : 0;
    }

    private Optional<TrackerDefinition> process(Item item) {
        Block own = item.block();
        Optional<Item> process = own.last("process");
        if (process.isEmpty()) {
            return Optional.empty();
        }
        List<String> command = process.get().arguments().stream()
                .map(Item.Argument::word)
                .map(word -> word.quoted() ? CommandLine.unescaped(word.text()) : word.text())
                .toList();
        Optional<Item> match = own.last("param_match");
        Optional<Duration> delay = own.last("delay").map(Item::seconds);
        Optional<Integer> most = own.last("quorum_max").map(Item::number);
        int least = own.last("quorum")
                .map(Item::number)
                .orElse(most.map(limit -> Math.min(1, limit)).orElse(1));
        if (most.isPresent() && most.get() < least) {
            diagnostics.warning(
                    own.last("quorum_max").orElseThrow().at(),
                    "quorum-max-below-quorum",
                    "quorum_max " + most.get() + " is less than quorum " + least + " and is ignored",
                    "make it at least as large or leave it out");
            most = Optional.empty();
        }
        return Optional.of(new ProcessCount(
                item.value(0, String.class),
                command,
                match.map(TrackerBinder::comparison).orElse(command.size() > 1 ? Arguments.EXACT : Arguments.ANY),
                own.contains("full_command") || match.isPresent() || command.size() > 1,
                least,
                most.orElse(Integer.MAX_VALUE),
                own.last("fork_delay").map(Item::seconds).or(() -> delay).orElse(Duration.ZERO),
                own.last("terminate_delay").map(Item::seconds).or(() -> delay).orElse(Duration.ZERO)));
    }

    /** keepalived calls partial that the first arguments are equal, and initial that the last may be longer as well. */
    private static Arguments comparison(Item match) {
        if (!match.has(0)) {
            return Arguments.EXACT;
        }
        return match.text().equals("partial") ? Arguments.INITIAL : Arguments.PARTIAL;
    }
}

package org.gemel.config.internal.bind;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gemel.api.config.ProcessSettings;
import org.gemel.api.config.ProcessSettings.Hook;
import org.gemel.api.config.ProcessSettings.Scheduling;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;
import org.gemel.config.internal.schema.Words;
import org.jspecify.annotations.Nullable;

/** Binds how the process runs. */
final class ProcessBinder {

    /** They become part of a path. */
    private static final String NAME = "[A-Za-z0-9_][A-Za-z0-9._-]*";

    /** The names that keepalived has for permissions. */
    private static final Map<String, Integer> PERMISSIONS = Map.ofEntries(
            Map.entry("IRWXU", 0700),
            Map.entry("IRUSR", 0400),
            Map.entry("IWUSR", 0200),
            Map.entry("IXUSR", 0100),
            Map.entry("IRWXG", 070),
            Map.entry("IRGRP", 040),
            Map.entry("IWGRP", 020),
            Map.entry("IXGRP", 010),
            Map.entry("IRWXO", 07),
            Map.entry("IROTH", 04),
            Map.entry("IWOTH", 02),
            Map.entry("IXOTH", 01));

    /** As keepalived has it. */
    private static final Duration HOOK_TIMEOUT = Duration.ofSeconds(10);

    private final Block root;
    private final Block global;
    private final CommandBinder commands;
    private final Diagnostics diagnostics;

    /**
     * @param root the top of the file
     * @param global all {@code global_defs} blocks as one
     */
    ProcessBinder(Block root, Block global, CommandBinder commands, Diagnostics diagnostics) {
        this.root = root;
        this.global = global;
        this.commands = commands;
        this.diagnostics = diagnostics;
    }

    ProcessSettings bind() {
        return new ProcessSettings(
                named("instance").orElse(""),
                named("net_namespace").orElse(null),
                global.last("vrrp_process_name")
                        .or(() -> global.last("process_name"))
                        .map(Item::text)
                        .orElse(null),
                global.last("umask").map(this::umask).orElse(null),
                scheduling(),
                hook("startup_script"),
                hook("shutdown_script"));
    }

    private @Nullable Hook hook(String keyword) {
        Duration timeout = global.last(keyword + "_timeout").map(Item::seconds).orElse(HOOK_TIMEOUT);
        return global.last(keyword)
                .flatMap(item -> commands.bind(item, Optional.empty()))
                .map(command -> new Hook(command.words(), command.user(), command.group(), command.policy(), timeout))
                .orElse(null);
    }

    private Scheduling scheduling() {
        return new Scheduling(
                global.last("vrrp_rt_priority").map(Item::number).orElse(null),
                global.last("vrrp_priority").map(Item::number).orElse(null),
                global.flag("vrrp_no_swap"),
                global.last("vrrp_cpu_affinity").map(ProcessBinder::numbers).orElse(List.of()),
                global.last("vrrp_rlimit_rttime")
                        .or(() -> global.last("vrrp_rlimit_rtime"))
                        .map(item -> Duration.of(item.value(0, Long.class), ChronoUnit.MICROS))
                        .orElse(null));
    }

    private static List<Integer> numbers(Item item) {
        return item.arguments().stream()
                .map(argument -> (int) Math.min(Integer.MAX_VALUE, (Long) argument.value()))
                .distinct()
                .sorted()
                .toList();
    }

    private Optional<String> named(String keyword) {
        Optional<Item> item = root.last(keyword);
        if (item.isPresent() && !item.get().text().matches(NAME)) {
            diagnostics.error(
                    item.get().at(),
                    "bad-value",
                    keyword + ": '" + Words.shown(item.get().text()) + "' cannot be part of a path",
                    "use letters, digits, '_', '-' and '.'");
            return Optional.empty();
        }
        return item.map(Item::text);
    }

    /** {@code 0177}, {@code 0x7f}, {@code 127} or {@code IXUSR | IRWXG | IRWXO}. */
    private @Nullable Integer umask(Item item) {
        StringBuilder text = new StringBuilder();
        item.arguments().forEach(argument -> text.append(argument.word().text()));
        Integer mask = number(text.toString());
        if (mask == null || mask < 0 || mask > 0777) {
            diagnostics.error(
                    item.at(),
                    "bad-value",
                    "umask: '" + Words.shown(text.toString()) + "' is not a set of permissions",
                    "write an octal number such as 0177, or names such as IXUSR | IRWXG | IRWXO");
            return null;
        }
        return mask;
    }

    private static @Nullable Integer number(String text) {
        if (text.matches("(0[xX])?[0-9a-fA-F]{1,6}")) {
            try {
                return Integer.decode(text);
            } catch (NumberFormatException noNumber) {
                return null;
            }
        }
        int mask = 0;
        for (String name : text.split("\\|", -1)) {
            Integer bits = PERMISSIONS.get(name);
            if (bits == null) {
                return null;
            }
            mask |= bits;
        }
        return mask;
    }
}

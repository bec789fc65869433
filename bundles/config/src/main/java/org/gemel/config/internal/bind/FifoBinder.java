package org.gemel.config.internal.bind;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gemel.api.config.Notifications.Fifo;
import org.gemel.api.config.Notifications.Fifo.Content;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;
import org.jspecify.annotations.Nullable;

/** Binds named pipes and the programs that read them. */
final class FifoBinder {

    private final Block global;
    private final CommandBinder commands;
    private final Diagnostics diagnostics;

    /** @param global all {@code global_defs} blocks as one */
    FifoBinder(Block global, CommandBinder commands, Diagnostics diagnostics) {
        this.global = global;
        this.commands = commands;
        this.diagnostics = diagnostics;
    }

    List<Fifo> bind() {
        List<Fifo> fifos = new ArrayList<>();
        bind("notify_fifo", Content.ALL, fifos);
        bind("vrrp_notify_fifo", Content.VRRP, fifos);
        bind("lvs_notify_fifo", Content.LVS, fifos);
        return fifos;
    }

    private void bind(String keyword, Content content, List<Fifo> fifos) {
        Optional<Item> item = global.last(keyword);
        Optional<Item> script = global.last(keyword + "_script");
        if (item.isEmpty()) {
            script.ifPresent(alone -> diagnostics.warning(
                    alone.at(),
                    "script-without-fifo",
                    alone.name() + " is not started, for there is nothing to read",
                    "write " + keyword + " and the path of the FIFO"));
            return;
        }
        path(item.get())
                .filter(path -> unused(item.get(), path, fifos))
                .map(path -> fifo(path, item.get(), script, content))
                .ifPresent(fifos::add);
    }

    private Fifo fifo(Path path, Item item, Optional<Item> script, Content content) {
        return new Fifo(
                path,
                word(item, 1),
                word(item, 2),
                script.flatMap(each -> commands.bind(each, Optional.empty())).orElse(null),
                content,
                content != Content.LVS && global.contains("fifo_write_vrrp_states_on_reload"));
    }

    private Optional<Path> path(Item item) {
        // A NUL would end the path for the kernel, and Path does not take it.
        if (item.text().startsWith("/") && item.text().indexOf('\0') < 0) {
            return Optional.of(Path.of(item.text()).normalize());
        }
        diagnostics.error(
                item.at(),
                "bad-value",
                item.name() + ": the path of a FIFO must begin with /",
                "write the whole path, such as /run/" + item.name());
        return Optional.empty();
    }

    private boolean unused(Item item, Path path, List<Fifo> fifos) {
        boolean unused = fifos.stream().noneMatch(each -> each.path().equals(path));
        if (!unused) {
            diagnostics.error(
                    item.at(),
                    "duplicate-fifo",
                    item.name() + ": there is already a FIFO " + path,
                    "name another path");
        }
        return unused;
    }

    private static @Nullable String word(Item item, int index) {
        String word = item.has(index) ? item.arguments().get(index).word().text() : "";
        return word.isEmpty() ? null : word;
    }
}

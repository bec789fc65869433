package org.gemel.shell.internal;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.gemel.api.config.Command;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Notifications.Fifo;
import org.gemel.api.config.Position;
import org.gemel.api.config.ProcessSettings.Hook;
import org.gemel.api.config.TrackerDefinition;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.platform.ProgramCheck;
import org.jspecify.annotations.Nullable;

/** What a configuration names and this host does not have, or would not run. */
final class HostCheck {

    /** A file that is there is for this host. */
    private static final List<Path> OURS = List.of(Path.of("/etc/gemel"), Path.of("/etc/keepalived"));

    private final ProgramCheck programs;
    private final Predicate<String> links;

    HostCheck(ProgramCheck programs) {
        this(programs, HostCheck::isLink);
    }

    /** @param links whether this host has an interface of that name */
    HostCheck(ProgramCheck programs, Predicate<String> links) {
        this.programs = programs;
        this.links = links;
    }

    /** Whether a configuration is to run on this host, as far as its place tells; root alone sees what root would run. */
    static boolean isMeant(Path file) {
        Path place = file.toAbsolutePath().normalize();
        return "root".equals(System.getProperty("user.name")) && OURS.stream().anyMatch(place::startsWith);
    }

    /** What was said of a file, and a warning for each program that would not be run and each interface that is not there. */
    ConfigurationReader.Result look(Path file, ConfigurationReader.Result read) {
        List<Diagnostic> all = new ArrayList<>(read.diagnostics());
        for (Command command : commands(read.configuration())) {
            programs.obstacle(command).ifPresent(why -> all.add(warning(file, read.tree(), command, why)));
        }
        if (read.configuration().process().networkNamespace() == null) {
            for (VrrpInstance instance : read.configuration().instances()) {
                if (!links.test(instance.interfaceName())) {
                    all.add(absent(file, read.tree(), instance));
                }
            }
        }
        return new ConfigurationReader.Result(read.configuration(), all, read.tree(), read.references());
    }

    private static Diagnostic absent(Path file, List<Directive> tree, VrrpInstance instance) {
        Directive directive = directive(
                tree,
                each -> each.name().equals("interface")
                        && each.arguments().stream()
                                .anyMatch(word -> word.text().equals(instance.interfaceName())));
        return new Diagnostic(
                directive == null ? new Position(file.toString(), 1, 1) : directive.at(),
                Severity.WARNING,
                "interface-not-here",
                "interface: this host has no interface " + instance.interfaceName() + " now",
                instance.name() + " would be in FAULT until there is one; look at: ip link");
    }

    private static boolean isLink(String name) {
        try {
            return NetworkInterface.getByName(name) != null;
        } catch (SocketException unknown) {
            // Nothing is known against it.
            return true;
        }
    }

    private static Diagnostic warning(Path file, List<Directive> tree, Command command, String why) {
        String program = command.words().get(0);
        Directive directive = directive(
                tree,
                each -> runs(each.name())
                        && each.arguments().stream()
                                .anyMatch(word -> word.text().contains(program)));
        Position at = directive == null ? new Position(file.toString(), 1, 1) : directive.at();
        String keyword = directive == null ? "a script" : directive.name();
        return new Diagnostic(
                at, Severity.WARNING, "script-not-here", keyword + ": this host would not run the program", why);
    }

    /** The first that is meant. */
    private static @Nullable Directive directive(List<Directive> tree, Predicate<Directive> meant) {
        Deque<Directive> next = new ArrayDeque<>(tree);
        while (!next.isEmpty()) {
            Directive directive = next.removeFirst();
            if (meant.test(directive)) {
                return directive;
            }
            List<Directive> children = directive.children();
            for (int i = children.size() - 1; i >= 0; i--) {
                next.addFirst(children.get(i));
            }
        }
        return null;
    }

    private static boolean runs(String keyword) {
        return keyword.startsWith("notify")
                || keyword.startsWith("quorum_")
                || keyword.endsWith("script")
                || keyword.equals("misc_path");
    }

    private static Set<Command> commands(Configuration configuration) {
        Set<Command> all = new LinkedHashSet<>();
        add(configuration.process().startup(), all);
        add(configuration.process().shutdown(), all);
        for (TrackerDefinition tracker : configuration.trackers()) {
            if (tracker instanceof TrackerDefinition.Script script) {
                all.add(new Command(script.command(), script.user(), script.group(), script.policy()));
            }
        }
        for (Fifo fifo : configuration.notifications().fifos()) {
            add(fifo.reader(), all);
        }
        configuration.notifications().wishes().values().forEach(wishes -> {
            all.addAll(wishes.commands().values());
            add(wishes.always(), all);
        });
        configuration.balancing().servers().stream()
                .flatMap(server -> server.realServers().stream())
                .flatMap(real -> real.checkers().stream())
                .flatMap(check -> check.settings().stream())
                .forEach(setting -> add(setting.command(), all));
        return all;
    }

    private static void add(@Nullable Hook hook, Set<Command> all) {
        if (hook != null) {
            all.add(new Command(hook.command(), hook.user(), hook.group(), hook.policy()));
        }
    }

    private static void add(@Nullable Command command, Set<Command> all) {
        if (command != null) {
            all.add(command);
        }
    }
}

package org.gemel.shell.internal;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The {@link Commands} as Gogo has them. */
@Component(
        service = GogoCommands.class,
        property = {
            "osgi.command.scope=gemel",
            "osgi.command.function=status",
            "osgi.command.function=show",
            "osgi.command.function=counters",
            "osgi.command.function=notifications",
            "osgi.command.function=reload",
            "osgi.command.function=confirm",
            "osgi.command.function=handover",
            "osgi.command.function=maintenance",
            "osgi.command.function=stop",
            "osgi.command.function=help"
        })
public final class GogoCommands {

    /** The session's variable that has the name of who is at the other end. */
    static final String USER = "gemel.user";

    private static final String RETURN = "--return";
    private static final String RETURN_HELP = "stand for election again";

    private final String version;
    private final CommandCatalogue catalogue;
    private final RunningHere running;

    @Activate
    public GogoCommands(BundleContext context, @Reference CommandCatalogue catalogue, @Reference RunningHere running) {
        this.catalogue = catalogue;
        this.running = running;
        version = context.getBundle().getVersion().toString();
    }

    @Descriptor("all virtual routers: name, interface, VRID, state, priority, master, addresses")
    public String status(
            @Descriptor("as data, for programs")
                    @Parameter(
                            names = {"-j", "--json"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean json) {
        return printable(json ? commands().statusJson() : commands().status());
    }

    @Descriptor("all about one virtual router: timers, addresses, counters")
    public String show(
            @Descriptor("as data, for programs")
                    @Parameter(
                            names = {"-j", "--json"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean json,
            @Descriptor("NAME") String name) {
        return printable(json ? commands().showJson(name) : commands().show(name));
    }

    @Descriptor("what was counted, of all virtual routers")
    public String counters(
            @Descriptor("as data, for programs")
                    @Parameter(
                            names = {"-j", "--json"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean json) {
        return printable(json ? commands().countersJson() : commands().counters());
    }

    @Descriptor("what was counted, of one virtual router")
    public String counters(
            @Descriptor("as data, for programs")
                    @Parameter(
                            names = {"-j", "--json"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean json,
            @Descriptor("NAME") String name) {
        return printable(json ? commands().countersJson(name) : commands().counters(name));
    }

    @Descriptor("who was told what, how that went, and what is still to be told")
    public String notifications(
            @Descriptor("as data, for programs")
                    @Parameter(
                            names = {"-j", "--json"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean json) {
        return printable(json ? commands().notificationsJson() : commands().notifications());
    }

    @Descriptor("read the configuration file again and apply what changed; one with errors changes nothing")
    public String reload(
            @Descriptor("only say what would change, and what that costs")
                    @Parameter(
                            names = {"-n", "--dry-run"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean dryRun,
            @Descriptor("TIME: take it back unless gemel confirm comes within this time, such as 60s")
                    @Parameter(
                            names = {"-c", "--confirm"},
                            absentValue = "")
                    String confirm) {
        if (dryRun) {
            return printable(commands().plan());
        }
        return printable(
                confirm.isEmpty() ? commands().reload() : commands().reload(Durations.parse("--confirm", confirm)));
    }

    @Descriptor("keep what the last reload --confirm has changed")
    public String confirm() {
        return printable(commands().confirm());
    }

    @Descriptor("stop the appliance; it serves until the other routers do, for some seconds at most")
    public String stop(
            @Descriptor("wait for nobody")
                    @Parameter(
                            names = {"--now"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean now) {
        return printable(commands().stop(now));
    }

    @Descriptor("give all addresses to the other routers, serving them until those do; preempt nobody afterwards")
    public String handover(
            @Descriptor(RETURN_HELP)
                    @Parameter(
                            names = {RETURN},
                            presentValue = "true",
                            absentValue = "false")
                    boolean back) {
        return printable(commands().handover(back, Set.of()));
    }

    @Descriptor("the same with one virtual router, or one sync group")
    public String handover(
            @Descriptor(RETURN_HELP)
                    @Parameter(
                            names = {RETURN},
                            presentValue = "true",
                            absentValue = "false")
                    boolean back,
            @Descriptor("NAME") String name) {
        return printable(commands().handover(back, Set.of(name)));
    }

    @Descriptor("whether this router is in maintenance")
    public String maintenance() {
        return printable(commands().maintenance());
    }

    @Descriptor("hand everything over and stay out of the election, across restarts; or end that")
    public String maintenance(
            CommandSession session,
            @Descriptor("TIME: end it by itself after a time, such as 30m or 2h")
                    @Parameter(
                            names = {"--for"},
                            absentValue = "")
                    String time,
            @Descriptor("also where nobody takes the addresses over")
                    @Parameter(
                            names = {"--force"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean force,
            @Descriptor("on|off") String what) {
        Object user = session.get(USER);
        return printable(commands().maintenance(user == null ? "the shell" : user.toString(), time, force, what));
    }

    @Descriptor("what can be asked")
    public String help() {
        return printable(Help.text(catalogue.entries()));
    }

    @Descriptor("what one command does, and what may follow it")
    public String help(@Descriptor("COMMAND") String command) {
        List<Help.Entry> entries = catalogue.entries().stream()
                .filter(entry -> entry.isOf(command))
                .toList();
        if (entries.isEmpty()) {
            throw new CommandFailure(
                    Commands.BAD_CONFIGURATION, "error: there is no command " + command + "; try help\n");
        }
        return printable(Help.lines(entries));
    }

    /** Gogo ends a result's last line itself. */
    static String printable(String text) {
        return text.stripTrailing();
    }

    private Commands commands() {
        return new Commands(running.appliance(), version, Clock.systemUTC());
    }
}

package org.gemel.shell.internal;

import java.time.Clock;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The {@link BalanceCommands} as Gogo has them. */
@Component(
        service = GogoBalance.class,
        property = {
            "osgi.command.scope=gemel",
            "osgi.command.function=lb",
            "osgi.command.function=drain",
            "osgi.command.function=undrain"
        })
public final class GogoBalance {

    private final RunningHere running;

    @Activate
    public GogoBalance(@Reference RunningHere running) {
        this.running = running;
    }

    @Descriptor("virtual and real servers: state, weight, connections, bytes, and why it is so")
    public String lb(
            @Descriptor("as data, for programs")
                    @Parameter(
                            names = {"-j", "--json"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean json,
            @Descriptor("what is counted in a second, and not since the start")
                    @Parameter(
                            names = {"-r", "--rate"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean rate)
            throws InterruptedException {
        BalanceCommands commands = commands();
        String text =
                json ? rate ? commands.jsonWithRates() : commands.json() : rate ? commands.rates() : commands.table();
        return GogoCommands.printable(text);
    }

    @Descriptor("what the checks of a real server have asked and heard")
    public String lb(
            @Descriptor("explain") String explain,
            @Descriptor("VS") String virtualServer,
            @Descriptor("RS") String realServer) {
        if (!explain.equals("explain")) {
            throw new CommandFailure(Commands.BAD_CONFIGURATION, "usage: gemel lb explain VS RS\n");
        }
        return GogoCommands.printable(commands().explain(virtualServer, realServer));
    }

    @Descriptor("give a real server no new connections, whatever its checks say")
    public String drain(
            @Descriptor("wait until it has none any more")
                    @Parameter(
                            names = {"--until-idle"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean untilIdle,
            @Descriptor("VS") String virtualServer,
            @Descriptor("RS") String realServer)
            throws InterruptedException {
        return GogoCommands.printable(commands().drain(untilIdle, virtualServer, realServer));
    }

    @Descriptor("give a real server connections again")
    public String undrain(@Descriptor("VS") String virtualServer, @Descriptor("RS") String realServer) {
        return GogoCommands.printable(commands().undrain(virtualServer, realServer));
    }

    private BalanceCommands commands() {
        return new BalanceCommands(running.appliance().balance(), Clock.systemUTC());
    }
}

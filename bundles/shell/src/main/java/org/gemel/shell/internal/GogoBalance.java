package org.gemel.shell.internal;

import java.time.Clock;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.gemel.api.appliance.Appliance;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

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

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Appliance appliance;

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
                    boolean rate) {
        BalanceCommands commands = commands();
        return printable(json ? commands.json() : rate ? commands.rates() : commands.table());
    }

    @Descriptor("what the checks of a real server have asked and heard")
    public String lb(
            @Descriptor("explain") String explain,
            @Descriptor("VS") String virtualServer,
            @Descriptor("RS") String realServer) {
        if (!explain.equals("explain")) {
            throw new CommandFailure(Commands.BAD_CONFIGURATION, "usage: gemel lb explain VS RS\n");
        }
        return printable(commands().explain(virtualServer, realServer));
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
        return printable(commands().drain(untilIdle, virtualServer, realServer));
    }

    @Descriptor("give a real server connections again")
    public String undrain(@Descriptor("VS") String virtualServer, @Descriptor("RS") String realServer) {
        return printable(commands().undrain(virtualServer, realServer));
    }

    /** Gogo ends a result's last line itself. */
    private static String printable(String text) {
        return text.stripTrailing();
    }

    private BalanceCommands commands() {
        Appliance running = appliance;
        if (running == null) {
            throw new CommandFailure(
                    Commands.NOT_RUNNING,
                    "error: the appliance is not running in this process; start it with gemel run\n");
        }
        return new BalanceCommands(running.balance(), Clock.systemUTC());
    }
}

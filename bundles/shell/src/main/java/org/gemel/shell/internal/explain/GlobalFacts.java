package org.gemel.shell.internal.explain;

import java.util.stream.Collectors;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Firewall;
import org.gemel.api.config.ProcessSettings;
import org.gemel.api.config.ProcessSettings.Hook;
import org.gemel.api.config.ProcessSettings.Scheduling;
import org.jspecify.annotations.Nullable;

/** What holds for the whole process. */
final class GlobalFacts {

    private static final String NONE = "none";

    private GlobalFacts() {}

    static Section of(Configuration configuration) {
        Facts facts = new Facts().add("router_id", configuration.routerId());
        PacingFacts.addGlobal(configuration.pacing(), facts);
        facts.add("log_unknown_vrids", configuration.unknownVridsLogged());
        facts.add("vrrp_startup_delay", configuration.startDelay().afterStart())
                .add("vrrp_delay_after_boot", configuration.startDelay().afterBoot());
        firewall(configuration.firewall(), facts);
        process(configuration.process(), facts);
        scheduling(configuration.process().scheduling(), facts);
        FifoFacts.add(configuration.notifications().fifos(), facts);
        MailFacts.add(configuration.notifications().mail(), facts);
        BalancingFacts.add(configuration.balancing(), facts);
        return facts.section("global_defs", "");
    }

    private static void process(ProcessSettings process, Facts facts) {
        Integer umask = process.umask();
        facts.add("instance", process.instance().isEmpty() ? NONE : process.instance())
                .add("net_namespace", or(NONE, process.networkNamespace()))
                .add("process_name", or(Facts.AUTOMATIC, process.name()))
                .add("umask", umask == null ? Facts.AUTOMATIC : String.format("0%o", umask));
        hook("startup_script", process.startup(), facts);
        hook("shutdown_script", process.shutdown(), facts);
    }

    private static void firewall(Firewall firewall, Facts facts) {
        facts.add("nftables", firewall.table())
                .add("nftables_priority", firewall.priority())
                .add("nftables_counters", firewall.counters());
    }

    private static void hook(String keyword, @Nullable Hook hook, Facts facts) {
        if (hook == null) {
            facts.add(keyword, NONE);
            return;
        }
        String command = Facts.command(hook.command());
        facts.add(keyword, hook.user() == null ? command : command + " " + Facts.user(hook.user(), hook.group()))
                .add(keyword + "_timeout", hook.timeout());
        PolicyFacts.add(hook.policy(), keyword, facts);
    }

    private static void scheduling(Scheduling scheduling, Facts facts) {
        String processors =
                scheduling.processors().stream().map(String::valueOf).collect(Collectors.joining(" "));
        facts.add("vrrp_rt_priority", or(Facts.AUTOMATIC, scheduling.realTimePriority()))
                .add(
                        "vrrp_rlimit_rttime",
                        scheduling.computingLimit() == null
                                ? Facts.AUTOMATIC
                                : Long.toString(scheduling.computingLimit().toNanos() / 1000))
                .add("vrrp_priority", or(Facts.AUTOMATIC, scheduling.nice()))
                .add("vrrp_no_swap", scheduling.locked())
                .add("vrrp_cpu_affinity", processors.isEmpty() ? Facts.AUTOMATIC : processors);
    }

    private static String or(String otherwise, @Nullable Object value) {
        return value == null ? otherwise : value.toString();
    }
}

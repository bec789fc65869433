package org.gemel.shell.internal.explain;

import org.gemel.api.config.TrackerDefinition;
import org.gemel.api.config.TrackerDefinition.BfdSession;
import org.gemel.api.config.TrackerDefinition.NumberFile;
import org.gemel.api.config.TrackerDefinition.ProcessCount;
import org.gemel.api.config.TrackerDefinition.Script;

/** What holds for something that is watched. */
final class TrackerFacts {

    private TrackerFacts() {}

    static Section of(TrackerDefinition tracker) {
        if (tracker instanceof Script script) {
            return script(script);
        }
        if (tracker instanceof NumberFile file) {
            return file(file);
        }
        if (tracker instanceof ProcessCount process) {
            return process(process);
        }
        return session((BfdSession) tracker);
    }

    private static Section script(Script script) {
        Facts facts = new Facts()
                .add("script", Facts.command(script.command()))
                .add("interval", script.interval())
                .add("timeout", script.timeout())
                .add("rise", script.rise())
                .add("fall", script.fall())
                .add("init_fail", script.startsFailed())
                .add("user", Facts.user(script.user(), script.group()));
        PolicyFacts.add(script.policy(), "script", facts);
        return facts.section("vrrp_script", script.name());
    }

    private static Section file(NumberFile file) {
        Facts facts = new Facts().add("file", file.path().toString());
        Integer initial = file.initial();
        facts.add("init_file", initial == null ? "off" : initial + (file.overwrite() ? " overwrite" : ""));
        return facts.section("track_file", file.name());
    }

    private static Section process(ProcessCount process) {
        return new Facts()
                .add("process", Facts.command(process.command()))
                .add("param_match", paramMatch(process.arguments()))
                .add("full_command", process.wholeCommandLine())
                .add("quorum", process.quorum())
                .add("quorum_max", process.most() == Integer.MAX_VALUE ? "unlimited" : Integer.toString(process.most()))
                .add("fork_delay", process.forkDelay())
                .add("terminate_delay", process.terminateDelay())
                .section("vrrp_track_process", process.name());
    }

    /** keepalived calls initial what allows most: that the last argument is only begun with. */
    private static String paramMatch(ProcessCount.Arguments arguments) {
        return switch (arguments) {
            case ANY -> "none";
            case EXACT -> "exact";
            case INITIAL -> "partial";
            case PARTIAL -> "initial";
        };
    }

    private static Section session(BfdSession session) {
        return new Facts()
                .add("neighbor_ip", session.neighbour())
                .add("source_ip", session.source())
                .add("min_rx", Facts.milliseconds(session.receiveInterval()))
                .add("min_tx", Facts.milliseconds(session.transmitInterval()))
                .add("idle_tx", Facts.milliseconds(session.idleInterval()))
                .add("multiplier", session.multiplier())
                .add("passive", session.passive())
                .add("ttl", session.ttl())
                .add("max_hops", session.mostHops())
                .add("multihop", session.multihop())
                .section("bfd_instance", session.name());
    }
}

package org.gemel.shell.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.gemel.api.appliance.Appliance;
import org.gemel.api.appliance.Appliance.ReloadPlan;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.status.EngineStatus;
import org.gemel.api.status.InstanceStatus;
import org.jspecify.annotations.Nullable;

/** What can be asked of a running appliance. All methods return text to print, or throw a {@link CommandFailure}. */
final class Commands {

    static final int FAILED = 1;
    static final int BAD_CONFIGURATION = 2;
    static final int NOT_RUNNING = 3;

    private final Appliance appliance;
    private final String version;
    private final Clock clock;

    Commands(Appliance appliance, String version, Clock clock) {
        this.appliance = appliance;
        this.version = version;
        this.clock = clock;
    }

    /** All virtual routers, one line each. */
    String status() {
        Instant now = clock.instant();
        return StatusText.table(appliance.status(), now) + "\n"
                + DutyCommands.line(appliance.duty().maintenance())
                + appliance.configuration().routerId() + ", " + appliance.configurationFile() + ", Gemel " + version
                + ", running for " + Durations.since(appliance.startedAt(), now) + "\n"
                + ReloadText.awaited(appliance.confirmationDue(), now);
    }

    String statusJson() {
        return StatusJson.of(appliance, version);
    }

    /** All about one virtual router. */
    String show(String name) {
        return DetailText.of(instance(name), configured(name), clock.instant());
    }

    String showJson(String name) {
        return StatusJson.of(instance(name));
    }

    /** The counters of one virtual router. */
    String counters(String name) {
        return StatusText.counters(instance(name).counters(), "");
    }

    /** The counters of all virtual routers, each under its name, and those that belong to none. */
    String counters() {
        EngineStatus status = appliance.status();
        StringBuilder text = new StringBuilder();
        for (InstanceStatus instance : status.instances()) {
            text.append(instance.name()).append('\n').append(StatusText.counters(instance.counters(), "  "));
        }
        if (!status.counters().isEmpty()) {
            text.append("all\n").append(StatusText.counters(status.counters(), "  "));
        }
        return text.toString();
    }

    String countersJson() {
        return StatusJson.counters(appliance.status());
    }

    String countersJson(String name) {
        return StatusJson.counters(instance(name));
    }

    /** Reads the configuration again; says what changed, or why nothing did. */
    String reload() {
        return ReloadText.of(appliance.reload());
    }

    /** The same, and takes it back unless it is confirmed in time. */
    String reload(Duration confirmWithin) {
        return ReloadText.of(appliance.reload(confirmWithin))
                + ReloadText.awaited(appliance.confirmationDue(), clock.instant());
    }

    /** Says what a reload would do; a file with warnings or errors is a failure, as for {@link Check}. */
    String plan() {
        ReloadPlan plan = appliance.plan();
        int exitCode = Check.exitCode(plan.diagnostics());
        String text = ReloadText.of(plan);
        if (exitCode != Check.CLEAN) {
            throw new CommandFailure(exitCode, text);
        }
        return text;
    }

    /** Keeps what a reload that awaits a confirmation has changed. */
    String confirm() {
        if (!appliance.confirm()) {
            throw new CommandFailure(
                    FAILED,
                    "error: no reload awaits a confirmation; it came too late, or the reload was without --confirm\n");
        }
        return "confirmed\n";
    }

    /** Who was told what, and what is still to be told. */
    String notifications() {
        return NotificationsText.of(appliance.notifications(), clock.instant());
    }

    String notificationsJson() {
        return NotificationsJson.of(appliance.notifications());
    }

    /** Begins a stop. */
    String stop(boolean now) {
        if (now) {
            appliance.stopNow();
        } else {
            appliance.stop();
        }
        return "stopping\n";
    }

    /** Hands over virtual routers or sync groups, all if none is named, or lets them stand for election again. */
    String handover(boolean back, Set<String> names) {
        return new DutyCommands(appliance.duty()).handover(back, known(names));
    }

    /** Whether there is a maintenance. */
    String maintenance() {
        return new DutyCommands(appliance.duty()).maintenance();
    }

    /** Begins or ends a maintenance. */
    String maintenance(String by, String time, boolean force, String what) {
        return new DutyCommands(appliance.duty()).maintenance(by, time, force, what);
    }

    private Set<String> known(Set<String> names) {
        EngineStatus status = appliance.status();
        for (String name : names) {
            if (name.startsWith("--")) {
                throw new CommandFailure(
                        BAD_CONFIGURATION, "error: there is no option " + name + "; try help handover\n");
            }
            if (status.groups().stream().noneMatch(group -> group.name().equals(name))) {
                instance(name);
            }
        }
        return names;
    }

    private InstanceStatus instance(String name) {
        List<InstanceStatus> instances = appliance.status().instances();
        return instances.stream()
                .filter(instance -> instance.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(FAILED, unknown(name, instances)));
    }

    private static String unknown(String name, List<InstanceStatus> instances) {
        String names = instances.stream().map(InstanceStatus::name).collect(Collectors.joining(", "));
        return "error: no virtual router is called " + name
                + (names.isEmpty() ? "; none is configured\n" : "; there are " + names + "\n");
    }

    private @Nullable VrrpInstance configured(String name) {
        return appliance.configuration().instances().stream()
                .filter(instance -> instance.name().equals(name))
                .findFirst()
                .orElse(null);
    }
}

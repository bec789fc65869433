package org.gemel.demo.internal;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.gemel.demo.lab.AddressChange;
import org.gemel.demo.lab.AddressWatch;
import org.gemel.demo.lab.Await;
import org.gemel.demo.lab.Lab;
import org.gemel.demo.lab.LabException;
import org.gemel.demo.lab.Node;
import org.gemel.demo.lab.Prober;
import org.gemel.demo.lab.Program;
import org.jspecify.annotations.Nullable;

/** The real thing: real appliances on the real kernel, in network namespaces. */
final class KernelStage implements Stage {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path launcher;
    private final RouterFiles files;
    private final Lab lab;
    private final Map<String, AddressWatch> watches = new HashMap<>();
    private final Map<String, Program> programs = new HashMap<>();
    private @Nullable Prober prober;

    KernelStage(Path launcher, BigDecimal interval) {
        this.launcher = launcher;
        this.files = new RouterFiles(interval);
        try {
            this.lab = Lab.build("gemel", 2, 1);
        } catch (LabException e) {
            files.delete();
            throw e;
        }
        RouterFiles.ROUTERS.forEach(router -> watches.put(router, node(router).watchAddresses()));
    }

    private Node node(String router) {
        return lab.router(RouterFiles.ROUTERS.indexOf(router) + 1);
    }

    @Override
    public List<String> description() {
        return List.of(
                "The switch, both routers and the client are network namespaces of this machine;",
                "each router runs Gemel as it is shipped, from a keepalived.conf of its own.");
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void start(String router) {
        programs.put(
                router,
                node(router)
                        .start(
                                "gemel",
                                List.of(
                                        launcher.toString(),
                                        "run",
                                        "-f",
                                        files.config(router).toString(),
                                        "--run-dir",
                                        files.directory(router).toString())));
    }

    private Program program(String router) {
        Program program = programs.get(router);
        if (program == null) {
            throw new LabException(router + " was never started");
        }
        return program;
    }

    @Override
    public void kill(String router) {
        program(router).kill();
    }

    @Override
    public void cutPower(String router) {
        node(router).cable().cut();
        kill(router);
    }

    @Override
    public void restorePower(String router) {
        node(router).cable().mend();
        start(router);
    }

    @Override
    public void stop(String router) {
        program(router).signalMain("TERM");
        program(router).awaitExit(PATIENCE);
    }

    @Override
    public boolean holds(String router) {
        AddressWatch watch = watches.get(router);
        return watch != null && watch.holds(SHARED);
    }

    @Override
    public void startPinging() {
        prober = lab.client(1).probe(SHARED, (int) PING_EVERY.toMillis());
        prober.awaitAnswer(PATIENCE);
    }

    @Override
    public void await(String what, BooleanSupplier condition) {
        Await.until(what, PATIENCE, condition, this::logs);
    }

    private String logs() {
        StringBuilder logs = new StringBuilder();
        programs.forEach((router, program) ->
                logs.append("\n--- ").append(router).append(" wrote:\n").append(program.output()));
        return logs.toString();
    }

    @Override
    public void pass(Duration time) {
        Await.pause(time);
    }

    @Override
    public List<AddressChange> changes() {
        return watches.values().stream()
                .flatMap(watch -> watch.changes().all().stream())
                .toList();
    }

    @Override
    public Prober.Report pings() {
        return prober == null ? new Prober.Report(0, 0, List.of()) : prober.report();
    }

    @Override
    public void close() {
        lab.close();
        files.delete();
    }
}

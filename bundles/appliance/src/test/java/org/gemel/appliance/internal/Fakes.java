package org.gemel.appliance.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Family;
import org.gemel.api.config.Position;
import org.gemel.api.config.ProcessSettings;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.config.VirtualAddress;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.engine.HandoverResult;
import org.gemel.api.engine.VrrpEngine;
import org.gemel.api.engine.VrrpEngineFactory;
import org.gemel.api.event.Event;
import org.gemel.api.platform.Datagrams;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.Pipes;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.gemel.api.platform.Processes;
import org.gemel.api.platform.Programs;
import org.gemel.api.platform.SmallFiles;
import org.gemel.api.status.EngineStatus;
import org.jspecify.annotations.Nullable;

/** Stand-ins for the services that the appliance is made of, and configurations. */
final class Fakes {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    static final ReadOptions OPTIONS = new ReadOptions("here", "", Map.of());

    private Fakes() {}

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException notLiteral) {
            throw new IllegalArgumentException(literal, notLiteral);
        }
    }

    static VirtualAddress virtual(String literal) {
        return new VirtualAddress(address(literal), 24, "eth0", 0, null, null);
    }

    static Authentication password(String eightLetters) {
        return new Authentication.Pass(eightLetters.getBytes(StandardCharsets.US_ASCII));
    }

    static Configuration configuration(VrrpInstance... instances) {
        return new Configuration("here", List.of(instances));
    }

    /** Without virtual routers, in a network namespace. */
    static Configuration in(String networkNamespace, String instance) {
        return new Configuration.Builder("here")
                .process(new ProcessSettings(
                        instance, networkNamespace, null, null, ProcessSettings.Scheduling.DEFAULT, null, null))
                .build();
    }

    static VrrpInstance instance(String name, int vrid, int priority) {
        return instance(name, vrid, priority, new Authentication.None(), List.of(virtual("10.9.0.100")));
    }

    static VrrpInstance instance(
            String name, int vrid, int priority, Authentication authentication, List<VirtualAddress> addresses) {
        return new VrrpInstance.Builder(name, "eth0", vrid, Family.IPV4, 2, address("224.0.0.18"))
                .priority(priority)
                .authentication(authentication)
                .addresses(addresses)
                .build();
    }

    static Diagnostic error(String message) {
        return new Diagnostic(new Position("gemel.conf", 3, 5), Severity.ERROR, "test", message, "");
    }

    /** Reads what it was told to. */
    static final class FakeReader implements ConfigurationReader {

        volatile Configuration configuration = configuration(instance("VI_1", 51, 100));
        volatile List<Diagnostic> diagnostics = List.of();
        volatile List<Path> references = List.of();
        volatile List<Path> included = List.of();
        volatile List<Directive> tree = List.of();
        /** Whether no file can be read. */
        volatile boolean broken;

        @Override
        public Result read(Path file, ReadOptions options) {
            return new Result(
                    configuration, broken ? List.of(error("it is broken")) : diagnostics, tree, references, included);
        }

        /** The first word of the text is the name of a virtual router. */
        @Override
        public Result bind(List<Directive> tree, ReadOptions options) {
            return new Result(configuration(instance(tree.get(0).name(), 51, 100)), diagnostics, tree);
        }
    }

    /** Has privileges, or lacks some; the rest is nobody's business here. */
    record FakePlatform(List<String> missingPrivileges, List<ProcessSettings> adopted) implements Platform {

        FakePlatform() {
            this(List.of());
        }

        FakePlatform(List<String> missingPrivileges) {
            this(missingPrivileges, new ArrayList<>());
        }

        @Override
        public List<String> adopt(ProcessSettings settings) throws PlatformException {
            if ("nowhere".equals(settings.networkNamespace())) {
                throw new PlatformException("cannot enter nowhere");
            }
            adopted.add(settings);
            return List.of();
        }

        @Override
        public EventLoop loop() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Network network() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Programs programs() {
            throw new UnsupportedOperationException();
        }

        @Override
        public SmallFiles files() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Pipes pipes() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Processes processes() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Datagrams datagrams() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Duration sinceBoot() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Duration sinceStart() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** Makes engines that write down what is asked of them. */
    static final class FakeFactory implements VrrpEngineFactory {

        final List<FakeEngine> made = new ArrayList<>();
        RuntimeException refusal = new IllegalStateException("eth0 is on fire");
        final List<String> told = new ArrayList<>();
        boolean refuses;
        boolean refusesToGoOn;
        /** What happens while an engine takes a configuration. */
        Runnable applying = () -> {};
        /** What a suspended engine leaves; null for one that stops instead. */
        @Nullable
        String memory;

        @Override
        public VrrpEngine create(Platform platform, Consumer<Event> events, String memory) {
            told.add(memory);
            FakeEngine engine = new FakeEngine(platform, this, refusesToGoOn);
            made.add(engine);
            return engine;
        }

        @Override
        public VrrpEngine create(Platform platform, Consumer<Event> events) {
            FakeEngine engine = new FakeEngine(platform, this, false);
            made.add(engine);
            return engine;
        }

        FakeEngine last() {
            return made.get(made.size() - 1);
        }
    }

    /** Runs everything at once, or refuses it. */
    static final class FakeEngine implements VrrpEngine {

        final Platform platform;
        final List<Configuration> applied = new CopyOnWriteArrayList<>();
        final List<String> asked = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> retired = CompletableFuture.completedFuture(null);
        /** What happens meanwhile. */
        Runnable handingOver = () -> {};

        HandoverResult.End handoverEnd = HandoverResult.End.HANDED_OVER;
        volatile boolean stopped;
        private final FakeFactory factory;
        private final boolean refuses;

        FakeEngine(Platform platform, FakeFactory factory, boolean refuses) {
            this.refuses = refuses;
            this.platform = platform;
            this.factory = factory;
        }

        @Override
        public CompletableFuture<String> suspend() {
            String memory = factory.memory;
            return memory == null ? VrrpEngine.super.suspend() : CompletableFuture.completedFuture(memory);
        }

        @Override
        public synchronized CompletableFuture<Void> apply(Configuration configuration) {
            factory.applying.run();
            if (factory.refuses || refuses) {
                return CompletableFuture.failedFuture(factory.refusal);
            }
            applied.add(configuration);
            notifyAll();
            return CompletableFuture.completedFuture(null);
        }

        /** Waits until so many configurations were applied. */
        synchronized void awaitApplied(int number) throws InterruptedException {
            while (applied.size() < number) {
                wait(10_000);
            }
        }

        @Override
        public CompletableFuture<EngineStatus> status() {
            return CompletableFuture.completedFuture(new EngineStatus(List.of(), Map.of("checksum-errors", 7L)));
        }

        @Override
        public CompletableFuture<List<HandoverResult>> handOver(Set<String> instances) {
            asked.add("hand over " + instances);
            try {
                handingOver.run();
            } catch (IllegalStateException failed) {
                return CompletableFuture.failedFuture(failed);
            }
            return CompletableFuture.completedFuture(instances.stream()
                    .map(each -> new HandoverResult(each, handoverEnd, "as told"))
                    .toList());
        }

        @Override
        public CompletableFuture<List<String>> takeBack(Set<String> instances) {
            asked.add("take back " + instances);
            return CompletableFuture.completedFuture(List.copyOf(instances));
        }

        @Override
        public CompletableFuture<Void> exclude(@Nullable String reason) {
            asked.add("exclude " + reason);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> retire(Duration limit) {
            asked.add("retire within " + limit);
            return retired;
        }

        @Override
        public CompletableFuture<Void> stop() {
            retired.complete(null);
            stopped = true;
            return CompletableFuture.completedFuture(null);
        }
    }
}

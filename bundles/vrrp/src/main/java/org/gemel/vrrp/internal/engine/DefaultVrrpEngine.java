package org.gemel.vrrp.internal.engine;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Family;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.engine.VrrpEngine;
import org.gemel.api.event.Event;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.NetworkListener;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.gemel.api.status.EngineStatus;
import org.gemel.api.status.InstanceStatus;
import org.jspecify.annotations.Nullable;

/** The virtual routers of one platform. Everything happens on the platform's loop. */
public final class DefaultVrrpEngine implements VrrpEngine, NetworkListener {

    private final EventLoop loop;
    private final Network network;
    private final Consumer<Event> events;
    private final Counters counters = new Counters();
    private final Surroundings surroundings;
    private final Map<Key, VirtualRouter> routers = new LinkedHashMap<>();
    private Network.@Nullable Subscription subscription;

    /** What makes a virtual router the same one over reloads (behaviour 102); its name may change. */
    private record Key(String interfaceName, Family family, int vrid) {
        static Key of(VrrpInstance instance) {
            return new Key(instance.interfaceName(), instance.family(), instance.vrid());
        }
    }

    /**
     * @param platform where it runs
     * @param events told of what happens, on the loop
     */
    public DefaultVrrpEngine(Platform platform, Consumer<Event> events) {
        this.loop = platform.loop();
        this.network = platform.network();
        this.events = events;
        this.surroundings =
                new Surroundings(loop, network, new LinkPorts(network, counters), counters, this::lends, events);
    }

    @Override
    public CompletableFuture<Void> apply(Configuration configuration) {
        return onLoop(() -> {
            if (subscription == null) {
                subscription = network.subscribe(this);
                removeLeftovers(configuration);
            }
            applyNow(configuration.instances());
            filter(configuration);
            return null;
        });
    }

    private void removeLeftovers(Configuration configuration) {
        try {
            network.removeLeftovers();
        } catch (PlatformException e) {
            report(configuration, "leftovers-stay", String.valueOf(e.getMessage()));
        }
    }

    private void filter(Configuration configuration) {
        network.filter(
                RulesOfPackets.of(configuration), refusal -> report(configuration, "packet-rules-refused", refusal));
    }

    /** What concerns all is told of each. */
    private void report(Configuration configuration, String code, String message) {
        configuration
                .instances()
                .forEach(each -> events.accept(new Event.Problem(loop.wallTime(), each.name(), code, message)));
    }

    private void applyNow(List<VrrpInstance> instances) {
        Map<Key, VrrpInstance> wanted = new HashMap<>();
        instances.forEach(each -> wanted.put(Key.of(each), each));
        for (Iterator<VirtualRouter> each = routers.values().iterator(); each.hasNext(); ) {
            VirtualRouter router = each.next();
            VrrpInstance next = wanted.get(Key.of(router.instance()));
            if (next == null || !adaptable(router.instance(), next)) {
                router.stop(next == null ? "removed from the configuration" : "its configuration changed");
                each.remove();
            }
        }
        for (VirtualRouter router : routers.values()) {
            router.giveUpForeign(wanted.getOrDefault(Key.of(router.instance()), router.instance()));
        }
        Map<Key, VirtualRouter> next = new LinkedHashMap<>();
        List<VirtualRouter> fresh = new ArrayList<>();
        for (VrrpInstance instance : instances) {
            VirtualRouter router = routers.get(Key.of(instance));
            if (router == null) {
                router = new VirtualRouter(instance, surroundings);
                fresh.add(router);
            }
            next.put(Key.of(instance), router);
        }
        routers.clear();
        routers.putAll(next);
        for (VrrpInstance instance : instances) {
            VirtualRouter router = next.get(Key.of(instance));
            if (router != null && !router.instance().equals(instance)) {
                router.adapt(instance);
            }
        }
        fresh.forEach(VirtualRouter::start);
    }

    private boolean lends(InetAddress address) {
        for (VirtualRouter router : routers.values()) {
            if (router.lends(address)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the state may be kept: what others hear must stay the same conversation. */
    private static boolean adaptable(VrrpInstance running, VrrpInstance next) {
        return running.version() == next.version()
                && running.unicast() == next.unicast()
                && running.multicastGroup().equals(next.multicastGroup())
                && running.virtualLinks().equals(next.virtualLinks());
    }

    @Override
    public CompletableFuture<EngineStatus> status() {
        return onLoop(() -> {
            List<InstanceStatus> instances = new ArrayList<>(routers.size());
            routers.values().forEach(router -> instances.add(router.status()));
            return new EngineStatus(instances, counters.ofEngine());
        });
    }

    @Override
    public CompletableFuture<Void> stop() {
        return onLoop(() -> {
            // Closing a packet socket takes the kernel tens of milliseconds; nobody's goodbye waits for that.
            routers.values().forEach(router -> router.resign("stopped"));
            routers.values().forEach(router -> router.stop("stopped"));
            routers.clear();
            if (subscription != null) {
                filter(new Configuration("", List.of()));
                subscription.close();
                subscription = null;
            }
            return null;
        });
    }

    private <T extends @Nullable Object> CompletableFuture<T> onLoop(Supplier<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                result.complete(task.get());
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    @Override
    public void linkChanged(Link link) {
        routers.values().forEach(router -> router.linkChanged(link));
    }

    @Override
    public void linkRemoved(Link link) {
        routers.values().forEach(router -> router.linkRemoved(link));
    }

    @Override
    public void addressAdded(Link link, InetAddress address) {
        routers.values().forEach(router -> router.addressAdded(link));
    }

    @Override
    public void addressRemoved(Link link, InetAddress address) {
        routers.values().forEach(router -> router.addressRemoved(link, address));
    }
}

package org.gemel.balancer.internal;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.platform.EventLoop;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.MacAddress;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.NetworkListener;
import org.gemel.api.platform.Platform;

/** A host with one link, whose loop runs what it is given at once, one after the other. */
final class FakeHost {

    private final List<NetworkListener> listeners = new ArrayList<>();
    private List<Link.Address> addresses = List.of();

    final Platform platform = fake(Platform.class, (name, given) -> switch (name) {
        case "loop" ->
            fake(EventLoop.class, (call, task) -> {
                run((Runnable) task);
                return null;
            });
        case "network" -> fake(Network.class, (call, listener) -> network(call, listener));
        default -> null;
    });

    /** What is answered to a call with one argument or none. */
    private interface Answer {
        Object to(String method, Object given);
    }

    private static <T> T fake(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, given) -> answer.to(method.getName(), given == null ? null : given[0])));
    }

    private synchronized void run(Runnable task) {
        task.run();
    }

    private Object network(String call, Object given) {
        if (call.equals("links")) {
            return List.of(link());
        }
        NetworkListener listener = (NetworkListener) given;
        listeners.add(listener);
        return (Network.Subscription) () -> listeners.remove(listener);
    }

    private Link link() {
        return new Link("eth0", 1, new MacAddress(0x02_00_00_00_00_01L), true, 1500, addresses);
    }

    /** It has this address from now on, and no other. */
    synchronized void has(InetAddress address) {
        addresses = List.of(new Link.Address(address, 32, false));
        List.copyOf(listeners).forEach(each -> each.addressAdded(link(), address));
    }

    /** How many follow what happens on it. */
    synchronized int listeners() {
        return listeners.size();
    }
}

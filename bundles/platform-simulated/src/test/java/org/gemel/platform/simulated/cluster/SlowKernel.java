package org.gemel.platform.simulated.cluster;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.Network;
import org.gemel.api.platform.NetworkListener;
import org.gemel.api.platform.Platform;

/** Between an engine and its platform: grants addresses at once, and says only later that it serves some of them. */
final class SlowKernel {

    private final Predicate<InetAddress> slow;
    private final List<Runnable> news = new ArrayList<>();
    private boolean serving;

    SlowKernel(Predicate<InetAddress> slow) {
        this.slow = slow;
    }

    Platform between(Platform real) {
        Network network = wrap(Network.class, real.network(), (proxy, method, arguments) -> {
            Object[] given = arguments;
            if (method.getName().equals("subscribe")) {
                given = new Object[] {listener((NetworkListener) arguments[0])};
            }
            Object result = method.invoke(real.network(), given);
            return result instanceof Link link ? seen(link) : result;
        });
        return wrap(
                Platform.class,
                real,
                (proxy, method, arguments) ->
                        method.getName().equals("network") ? network : method.invoke(real, arguments));
    }

    /** Says that it serves what it granted. */
    void serve() {
        serving = true;
        news.forEach(Runnable::run);
        news.clear();
    }

    private boolean hides(InetAddress address) {
        return !serving && slow.test(address);
    }

    private Link seen(Link link) {
        return new Link(
                link.name(),
                link.index(),
                link.mac(),
                link.up(),
                link.mtu(),
                link.addresses().stream().filter(each -> !hides(each.address())).toList());
    }

    private NetworkListener listener(NetworkListener real) {
        return wrap(NetworkListener.class, real, (proxy, method, arguments) -> {
            if (method.getName().equals("addressAdded") && hides((InetAddress) arguments[1])) {
                news.add(() -> real.addressAdded((Link) arguments[0], (InetAddress) arguments[1]));
                return null;
            }
            return method.invoke(real, arguments);
        });
    }

    private static <T> T wrap(Class<T> type, T real, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    try {
                        return method.getDeclaringClass() == Object.class
                                ? method.invoke(real, given)
                                : handler.invoke(proxy, method, given);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}

package org.gemel.balancer.internal;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.gemel.api.config.Route;
import org.gemel.api.config.Rule;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.Network.Subscription;
import org.gemel.api.platform.NetworkListener;
import org.gemel.api.platform.Platform;
import org.jspecify.annotations.Nullable;

/** Follows which addresses are on this host. */
final class HostAddresses implements NetworkListener {

    private final Platform platform;
    private final Consumer<Set<InetAddress>> next;
    private @Nullable Subscription subscription;
    private boolean closed;

    /** @param next told on the platform's loop, first soon and then at each change */
    HostAddresses(Platform platform, Consumer<Set<InetAddress>> next) {
        this.platform = platform;
        this.next = next;
        platform.loop().execute(this::begin);
    }

    private void begin() {
        if (!closed) {
            subscription = platform.network().subscribe(this);
            tell();
        }
    }

    /** Tells no more, soon. Safe for any thread. */
    void close() {
        platform.loop().execute(() -> {
            closed = true;
            if (subscription != null) {
                subscription.close();
            }
        });
    }

    private void tell() {
        Set<InetAddress> all = new HashSet<>();
        for (Link link : platform.network().links()) {
            link.addresses().forEach(each -> all.add(each.address()));
        }
        next.accept(all);
    }

    @Override
    public void linkChanged(Link link) {}

    @Override
    public void linkRemoved(Link link) {
        tell();
    }

    @Override
    public void addressAdded(Link link, InetAddress address) {
        tell();
    }

    @Override
    public void addressRemoved(Link link, InetAddress address) {
        tell();
    }

    @Override
    public void routeRemoved(Route route) {}

    @Override
    public void ruleRemoved(Rule rule) {}
}

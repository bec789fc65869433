package org.gemel.checker.connection.internal;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.gemel.api.platform.Platform;
import org.gemel.checker.connection.Conversation;
import org.gemel.checker.connection.Dialer;
import org.gemel.checker.connection.Dialers;
import org.gemel.checker.connection.Line;
import org.gemel.checker.connection.Target;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** One exchange for each platform, from its first call until its last dialer is closed. */
@Component
public final class SharedDialers implements Dialers {

    private final Map<Platform, Shared> platforms = new IdentityHashMap<>();

    @Activate
    public SharedDialers() {}

    /** What the dialers of one platform share. */
    private static final class Shared {
        private int dialers;
        private @Nullable Exchange exchange;
    }

    @Override
    public synchronized Dialer open(Platform platform) {
        platforms.computeIfAbsent(platform, unknown -> new Shared()).dialers++;
        return new Handset(platform);
    }

    private synchronized Exchange exchange(Platform platform) {
        Shared shared = platforms.get(platform);
        if (shared == null) {
            throw new IllegalStateException("the dialer is closed");
        }
        Exchange present = shared.exchange;
        if (present == null) {
            present = new Exchange(platform);
            shared.exchange = present;
        }
        return present;
    }

    private void closed(Platform platform) {
        Exchange unused = null;
        synchronized (this) {
            Shared shared = platforms.get(platform);
            if (shared != null && --shared.dialers == 0) {
                platforms.remove(platform);
                unused = shared.exchange;
            }
        }
        if (unused != null) {
            unused.stop();
        }
    }

    /** Ends everything, and waits a moment for the threads to be gone: the bundle may go with them. */
    @Deactivate
    public void close() {
        Iterable<Shared> all;
        synchronized (this) {
            all = List.copyOf(platforms.values());
            platforms.clear();
        }
        for (Shared each : all) {
            if (each.exchange != null) {
                each.exchange.stop();
                each.exchange.awaitEnd();
            }
        }
    }

    /** A dialer. */
    private final class Handset implements Dialer {

        private final Platform platform;
        private boolean open = true;

        Handset(Platform platform) {
            this.platform = platform;
        }

        @Override
        public Line dial(Target target, Conversation conversation) {
            return exchange(platform).dial(target, conversation);
        }

        @Override
        public void close() {
            synchronized (SharedDialers.this) {
                if (!open) {
                    return;
                }
                open = false;
            }
            closed(platform);
        }
    }
}

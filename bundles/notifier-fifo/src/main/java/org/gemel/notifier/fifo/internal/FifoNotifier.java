package org.gemel.notifier.fifo.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Notifications.Fifo;
import org.gemel.api.config.Notifications.Fifo.Content;
import org.gemel.api.event.Event;
import org.gemel.api.notifier.Notice;
import org.gemel.api.notifier.Notifier;
import org.gemel.api.notifier.Outcome;
import org.gemel.api.platform.Pipes;
import org.gemel.api.platform.Platform;
import org.gemel.api.status.EngineStatus;
import org.jspecify.annotations.Nullable;

/** Writes lines into the named pipes that the configuration wants. */
final class FifoNotifier implements Notifier {

    private final Supplier<Platform> platform;
    private final Supplier<@Nullable EngineStatus> present;
    private final Lines lines = new Lines();
    private Map<Path, Outlet> outlets = new LinkedHashMap<>();
    private boolean began;
    private boolean ended;

    /**
     * @param platform asked for the first pipe
     * @param present what is so when this begins; null if nothing is yet
     */
    FifoNotifier(Supplier<Platform> platform, Supplier<@Nullable EngineStatus> present) {
        this.platform = platform;
        this.present = present;
    }

    @Override
    public synchronized void configured(Configuration configuration) {
        if (ended) {
            return;
        }
        List<Fifo> fifos = configuration.notifications().fifos();
        if (!began) {
            EngineStatus status = fifos.isEmpty() ? null : present.get();
            if (status != null) {
                lines.know(status);
            }
        }
        reconcile(fifos);
        if (began) {
            List<String> states = lines.states(configuration);
            outlets.values().stream()
                    .filter(outlet ->
                            outlet.fifo().statesAfterReload() && outlet.fifo().content() != Content.LVS)
                    .forEach(outlet -> states.forEach(line -> outlet.write(line.getBytes(UTF_8))));
        }
        began = true;
    }

    private void reconcile(List<Fifo> fifos) {
        Map<Path, Outlet> former = new HashMap<>(outlets);
        Map<Path, Outlet> next = new LinkedHashMap<>();
        for (Fifo fifo : fifos) {
            Outlet outlet = former.remove(fifo.path());
            if (outlet == null) {
                outlet = new Outlet(fifo, platform.get());
            } else {
                outlet.become(fifo);
            }
            next.put(fifo.path(), outlet);
        }
        outlets = next;
        former.values().forEach(outlet -> outlet.end(false));
    }

    @Override
    public synchronized @Nullable CompletionStage<Outcome> tell(Notice notice) {
        String line = lines.of(notice);
        if (line == null) {
            return null;
        }
        byte[] bytes = line.getBytes(UTF_8);
        Content unwanted = notice.event() instanceof Event.OfServer ? Content.VRRP : Content.LVS;
        int wanted = 0;
        String failure = null;
        for (Outlet outlet : outlets.values()) {
            if (outlet.fifo().content() != unwanted) {
                wanted++;
                String lost = bytes.length > Pipes.MOST ? "its name is too long for a FIFO" : outlet.write(bytes);
                failure = lost == null ? failure : lost;
            }
        }
        if (wanted == 0) {
            return null;
        }
        return CompletableFuture.completedFuture(
                failure == null
                        ? new Outcome(true, wanted == 1 ? "written" : "written to " + wanted + " FIFOs")
                        : new Outcome(false, failure));
    }

    /**
     * Ends all of it.
     *
     * @param stay whether the pipes stay where they are, for a successor
     * @return done when all programs have ended
     */
    synchronized CompletableFuture<Void> end(boolean stay) {
        ended = true;
        CompletableFuture<?>[] endings =
                outlets.values().stream().map(outlet -> outlet.end(stay)).toArray(CompletableFuture<?>[]::new);
        outlets = new LinkedHashMap<>();
        return CompletableFuture.allOf(endings);
    }
}

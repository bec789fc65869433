package org.gemel.notifier.webhook.internal;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Notifications.Webhook;
import org.gemel.api.event.Event;
import org.gemel.api.notifier.Notice;
import org.gemel.api.notifier.Notifier;
import org.gemel.api.notifier.Outcome;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.PlatformException;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Tells the web servers that the configuration names. */
@Component(property = Notifier.KIND + "=webhook")
public final class WebhookNotifier implements Notifier {

    private static final int IDLE_SECONDS = 5;

    /** How long servers wait for a slower one before they are told the next of the same subject. */
    private static final long COMPANY_MILLIS = 500;

    private static final Duration FIRST_DELAY = Duration.ofSeconds(1);

    private final Body body = new Body();
    private Map<Webhook, Desk> desks = new LinkedHashMap<>();
    private @Nullable ScheduledThreadPoolExecutor clock;
    private String routerId = "";
    private boolean closed;

    /** Who tells one server. */
    private record Desk(Call call, Courier courier) {
        void close() {
            courier.close();
            call.abandon();
        }
    }

    /** Not there for a moment when it is updated; what is not told then is told again. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Platform platform;

    private final Call.Way way;

    @Activate
    public WebhookNotifier() {
        way = this::fromInside;
    }

    /** @param way where calls start from */
    WebhookNotifier(Call.Way way) {
        this.way = way;
    }

    /** From the network namespace of the virtual routers; what the process was started in may lead anywhere. */
    private int fromInside(Call.Attempt attempt) throws IOException {
        Platform from = platform;
        if (from == null) {
            throw new IOException("the platform is just being replaced");
        }
        try {
            return from.inside(attempt::make);
        } catch (PlatformException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public synchronized void configured(Configuration configuration) {
        routerId = configuration.routerId();
        Map<Webhook, Desk> former = desks;
        Map<Webhook, Desk> next = new LinkedHashMap<>();
        if (!closed) {
            for (Webhook webhook : configuration.notifications().webhooks()) {
                Desk desk = former.remove(webhook);
                next.put(webhook, desk == null ? open(webhook) : desk);
            }
        }
        desks = next;
        former.values().forEach(Desk::close);
    }

    private Desk open(Webhook webhook) {
        Call call = new Call(webhook, clock(), way);
        return new Desk(call, new Courier(Call.server(webhook.url()), call::post, System::nanoTime, FIRST_DELAY));
    }

    private ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor present = clock;
        if (present == null) {
            present = new ScheduledThreadPoolExecutor(1, task -> {
                Thread thread = new Thread(task, "gemel-webhook-clock");
                thread.setDaemon(true);
                return thread;
            });
            present.setRemoveOnCancelPolicy(true);
            present.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
            present.allowCoreThreadTimeOut(true);
            clock = present;
        }
        return present;
    }

    @Override
    public synchronized @Nullable CompletionStage<Outcome> tell(Notice notice) {
        Event event = notice.event();
        byte[] json = desks.isEmpty() ? null : body.of(event, routerId);
        if (json == null) {
            return null;
        }
        boolean lasting = event instanceof Event.Transition
                || event instanceof Event.GroupTransition
                || event instanceof Event.Ended
                || event instanceof Event.GroupEnded;
        List<CompletableFuture<Outcome>> tellings = new ArrayList<>();
        for (Desk desk : desks.values()) {
            Message message = new Message(event.subject(), lasting, json, new CompletableFuture<>());
            tellings.add(message.told());
            desk.courier().send(message);
        }
        List<String> servers =
                desks.keySet().stream().map(each -> Call.server(each.url())).toList();
        CompletableFuture<@Nullable Void> enough =
                CompletableFuture.allOf(tellings.toArray(CompletableFuture<?>[]::new));
        if (tellings.size() > 1) {
            Future<?> late = clock().schedule(() -> enough.complete(null), COMPANY_MILLIS, TimeUnit.MILLISECONDS);
            enough.whenComplete((nothing, failed) -> late.cancel(false));
        }
        return enough.thenApply(nothing -> together(IntStream.range(0, tellings.size())
                .mapToObj(i -> tellings.get(i).getNow(new Outcome(false, servers.get(i) + " is still being told")))
                .toList()));
    }

    private static Outcome together(List<Outcome> all) {
        boolean everywhere = all.stream().allMatch(Outcome::delivered);
        return new Outcome(everywhere, all.stream().map(Outcome::detail).collect(Collectors.joining("; ")));
    }

    /**
     * Tells nothing more. Calls that are going on fail; what one of the servers has not begun to be told is left to the next
     * notifier, which tells it to all of them.
     */
    @Deactivate
    public synchronized void close() {
        closed = true;
        desks.values().forEach(each -> each.courier().leave());
        desks.values().forEach(Desk::close);
        desks = new LinkedHashMap<>();
        if (clock != null) {
            clock.shutdownNow();
        }
    }
}

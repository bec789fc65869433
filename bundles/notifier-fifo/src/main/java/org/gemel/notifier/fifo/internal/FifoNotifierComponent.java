package org.gemel.notifier.fifo.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gemel.api.appliance.Appliance;
import org.gemel.api.config.Configuration;
import org.gemel.api.notifier.Notice;
import org.gemel.api.notifier.Notifier;
import org.gemel.api.notifier.Outcome;
import org.gemel.api.platform.Platform;
import org.gemel.api.status.EngineStatus;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.ComponentServiceObjects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves named pipes as a way to be told. Immediate, so that it is there until the platform goes or this bundle: whoever is told what
 * happens goes before, and also when he is updated.
 */
@Component(immediate = true, property = Notifier.KIND + "=fifo")
public final class FifoNotifierComponent implements Notifier {

    private static final Logger LOG = LoggerFactory.getLogger(FifoNotifierComponent.class);

    /** A reader gets half a second to end by itself, and half a second when asked to. */
    private static final long PATIENCE_MILLIS = 1500;

    private final BundleContext context;
    private final ComponentServiceObjects<Platform> platforms;
    private final FifoNotifier notifier;
    private final long patience;
    private @Nullable Platform platform;

    /** Not there when everything begins, and there when this bundle is updated. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Appliance appliance;

    /** @param platforms asked for the platform when there is a pipe to be made, lest it begins to work for nothing */
    @Activate
    public FifoNotifierComponent(
            BundleContext context, @Reference(service = Platform.class) ComponentServiceObjects<Platform> platforms) {
        this(context, platforms, PATIENCE_MILLIS);
    }

    /** @param patience for how many milliseconds the end of the process waits for readers */
    FifoNotifierComponent(BundleContext context, ComponentServiceObjects<Platform> platforms, long patience) {
        this.context = context;
        this.patience = patience;
        this.platforms = platforms;
        this.notifier = new FifoNotifier(this::platform, this::present);
    }

    private synchronized Platform platform() {
        Platform used = platform;
        if (used == null) {
            used = platforms.getService();
            platform = used;
        }
        return used;
    }

    private synchronized void release() {
        if (platform != null) {
            platforms.ungetService(platform);
            platform = null;
        }
    }

    private @Nullable EngineStatus present() {
        Appliance running = appliance;
        return running == null ? null : running.status();
    }

    /**
     * When the process ends, the readers are waited for, for a bounded time. In an update nobody waits, for no virtual router is
     * served until the bundles are there again: a reader ends by itself, or the platform kills it when it goes too.
     */
    @Deactivate
    void stop() {
        boolean update = context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() != Bundle.STOPPING;
        try {
            CompletableFuture<Void> ending = notifier.end(update);
            if (update) {
                return;
            }
            ending.get(patience, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("A program that reads a FIFO did not end in time; the end of this process kills it");
        } finally {
            release();
        }
    }

    @Override
    public void configured(Configuration configuration) {
        notifier.configured(configuration);
    }

    @Override
    public @Nullable CompletionStage<Outcome> tell(Notice notice) {
        return notifier.tell(notice);
    }
}

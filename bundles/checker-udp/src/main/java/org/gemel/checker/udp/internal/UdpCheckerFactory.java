package org.gemel.checker.udp.internal;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.CheckerFactory;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.platform.Platform;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Checks by datagrams. */
@Component(property = CheckerFactory.KIND + "=UDP_CHECK")
public final class UdpCheckerFactory implements CheckerFactory {

    private static final Duration MARGIN = Duration.ofSeconds(1);

    /** Tells when silence has lasted long enough. */
    private final ScheduledExecutorService patience;

    @Activate
    public UdpCheckerFactory() {
        patience = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "gemel-check-udp");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Deactivate
    void stop() {
        patience.shutdownNow();
    }

    @Override
    public Checker create(CheckerDefinition definition, Platform platform, Consumer<Verdict> heard)
            throws BadSettingException {
        return new UdpCheck(definition.connection(), Question.of(definition), platform.conversations(), patience);
    }

    /** Where silence is good, it is good at the end of the time. */
    @Override
    public Duration limit(CheckerDefinition definition) {
        return definition.connection().timeout().plus(MARGIN);
    }
}

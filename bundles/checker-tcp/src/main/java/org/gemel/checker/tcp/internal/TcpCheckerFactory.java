package org.gemel.checker.tcp.internal;

import java.time.Duration;
import java.util.function.Consumer;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.CheckerFactory;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.platform.Platform;
import org.gemel.checker.connection.Dialers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes checks by TCP. */
@Component(property = CheckerFactory.KIND + "=TCP_CHECK")
public final class TcpCheckerFactory implements CheckerFactory {

    /** The connection has its own timeout; the first of all may have to wait a while until anybody can connect. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final Dialers dialers;

    @Activate
    public TcpCheckerFactory(@Reference Dialers dialers) {
        this.dialers = dialers;
    }

    @Override
    public Checker create(CheckerDefinition definition, Platform platform, Consumer<Verdict> heard) {
        return new TcpCheck(definition.connection(), dialers.open(platform), System::nanoTime);
    }

    @Override
    public Duration limit(CheckerDefinition definition) {
        return definition.connection().timeout().plus(MARGIN);
    }
}

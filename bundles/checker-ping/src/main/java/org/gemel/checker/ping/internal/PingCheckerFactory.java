package org.gemel.checker.ping.internal;

import java.util.function.Consumer;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.CheckerFactory;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.platform.Platform;
import org.osgi.service.component.annotations.Component;

/** Checks by ICMP echo. */
@Component(property = CheckerFactory.KIND + "=PING_CHECK")
public final class PingCheckerFactory implements CheckerFactory {

    @Override
    public Checker create(CheckerDefinition definition, Platform platform, Consumer<Verdict> heard) {
        return new PingCheck(definition.connection(), platform.conversations());
    }
}

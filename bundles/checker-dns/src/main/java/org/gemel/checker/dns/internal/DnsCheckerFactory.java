package org.gemel.checker.dns.internal;

import java.time.Duration;
import java.util.function.Consumer;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.CheckerFactory;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.platform.Platform;
import org.gemel.checker.connection.Dialers;
import org.gemel.checker.connection.Target;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes checks by DNS. */
@Component(property = CheckerFactory.KIND + "=DNS_CHECK")
public final class DnsCheckerFactory implements CheckerFactory {

    private final Dialers dialers;

    @Activate
    public DnsCheckerFactory(@Reference Dialers dialers) {
        this.dialers = dialers;
    }

    @Override
    public Checker create(CheckerDefinition definition, Platform platform, Consumer<Verdict> heard)
            throws BadSettingException {
        return new DnsCheck(definition.connection(), Question.of(definition), dialers.open(platform), System::nanoTime);
    }

    @Override
    public void judge(CheckerDefinition definition) throws BadSettingException {
        Question.of(definition);
    }

    /** An answer over UDP, and a call over TCP if it was cut. */
    @Override
    public Duration limit(CheckerDefinition definition) {
        return definition.connection().timeout().plus(Target.longest(definition.connection()));
    }
}

package org.gemel.checker.http.internal;

import java.time.Duration;
import java.util.function.Consumer;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.CheckerFactory;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.platform.Platform;
import org.gemel.checker.connection.Dialers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes checks by HTTP; those by HTTPS have another name only. */
@Component(property = CheckerFactory.KIND + "=HTTP_GET")
public class HttpCheckerFactory implements CheckerFactory {

    private final Dialers dialers;

    @Activate
    public HttpCheckerFactory(@Reference Dialers dialers) {
        this.dialers = dialers;
    }

    @Override
    public Checker create(CheckerDefinition definition, Platform platform, Consumer<Verdict> heard)
            throws BadSettingException {
        return HttpChecks.make(definition, platform, dialers);
    }

    @Override
    public void judge(CheckerDefinition definition) throws BadSettingException {
        HttpChecks.requests(definition);
    }

    @Override
    public Duration limit(CheckerDefinition definition) {
        return HttpChecks.limit(definition);
    }
}

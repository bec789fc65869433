package org.gemel.checker.smtp.internal;

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

/** Makes checks by SMTP. */
@Component(property = CheckerFactory.KIND + "=SMTP_CHECK")
public final class SmtpCheckerFactory implements CheckerFactory {

    private final Dialers dialers;

    @Activate
    public SmtpCheckerFactory(@Reference Dialers dialers) {
        this.dialers = dialers;
    }

    @Override
    public Checker create(CheckerDefinition definition, Platform platform, Consumer<Verdict> heard)
            throws BadSettingException {
        return new SmtpCheck(
                definition.connection(), SmtpCheck.helo(definition), dialers.open(platform), System::nanoTime);
    }

    @Override
    public void judge(CheckerDefinition definition) throws BadSettingException {
        SmtpCheck.helo(definition);
    }

    @Override
    public Duration limit(CheckerDefinition definition) {
        return Target.longest(definition.connection());
    }
}

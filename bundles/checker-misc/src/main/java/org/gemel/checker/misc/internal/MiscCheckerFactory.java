package org.gemel.checker.misc.internal;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Consumer;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.CheckerFactory;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.CheckerDefinition.Setting;
import org.gemel.api.config.Command;
import org.gemel.api.platform.Platform;
import org.osgi.service.component.annotations.Component;

/** Checks by programs. */
@Component(property = CheckerFactory.KIND + "=MISC_CHECK")
public final class MiscCheckerFactory implements CheckerFactory {

    /** What is asked to end and does not is killed after so long. */
    static final Duration GRACE = Duration.ofSeconds(2);

    private static final Duration MARGIN = Duration.ofSeconds(1);

    @Override
    public Checker create(CheckerDefinition definition, Platform platform, Consumer<Verdict> heard)
            throws BadSettingException {
        Command command = definition.setting("misc_path").map(Setting::command).orElse(null);
        if (command == null) {
            throw new BadSettingException(definition.at(), "MISC_CHECK has no misc_path; write 'misc_path COMMAND'");
        }
        return new MiscCheck(
                command, timeout(definition), definition.has("misc_dynamic"), definition.weight(), platform);
    }

    /** Until the program is killed if it must be, so that it can be asked again. */
    @Override
    public Duration limit(CheckerDefinition definition) {
        return timeout(definition).plus(GRACE).plus(MARGIN);
    }

    /** The interval, unless another time is set; 0 is no time at all and means the interval too. */
    private static Duration timeout(CheckerDefinition definition) {
        Duration interval = definition.timing().interval();
        return definition
                .setting("misc_timeout")
                .map(each -> new BigDecimal(each.value()).movePointRight(9).longValue())
                .filter(nanos -> nanos > 0)
                .map(Duration::ofNanos)
                .orElse(interval);
    }
}

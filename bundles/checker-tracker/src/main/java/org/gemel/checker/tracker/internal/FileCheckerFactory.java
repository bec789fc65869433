package org.gemel.checker.tracker.internal;

import java.util.function.Consumer;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.CheckerFactory;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.CheckerDefinition.Setting;
import org.gemel.api.platform.Platform;
import org.gemel.api.tracker.Health;
import org.gemel.api.tracker.TrackerFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Checks by the number in a file. */
@Component(property = CheckerFactory.KIND + "=FILE_CHECK")
public final class FileCheckerFactory implements CheckerFactory {

    private final TrackerFactory files;

    @Activate
    public FileCheckerFactory(@Reference(target = "(" + TrackerFactory.KIND + "=file)") TrackerFactory files) {
        this.files = files;
    }

    @Override
    public Checker create(CheckerDefinition definition, Platform platform, Consumer<Verdict> heard)
            throws BadSettingException {
        Setting weight = definition.setting("weight").orElse(null);
        // A real server that a file is to weigh says so itself; otherwise the number says whether it works.
        int factor = weight == null ? 0 : Integer.parseInt(weight.value());
        boolean reverse = weight != null && weight.arguments().contains("reverse");
        return TrackedCheck.of(definition, files, platform, health -> judge(health, factor, reverse), heard);
    }

    private static Judgement judge(Health health, int factor, boolean reverse) {
        if (health instanceof Health.Level level) {
            String says = "the file says " + level.value();
            if (factor == 0) {
                return new Judgement((level.value() == 0) != reverse, 0, says);
            }
            long weight = (long) level.value() * (reverse ? -factor : (long) factor);
            return new Judgement(true, (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, weight)), says);
        }
        return Judgement.of(health);
    }
}

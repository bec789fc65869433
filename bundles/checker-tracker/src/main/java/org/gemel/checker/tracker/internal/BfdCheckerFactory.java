package org.gemel.checker.tracker.internal;

import java.util.function.Consumer;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.CheckerFactory;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.platform.Platform;
import org.gemel.api.tracker.TrackerFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Checks by BFD sessions. */
@Component(property = CheckerFactory.KIND + "=BFD_CHECK")
public final class BfdCheckerFactory implements CheckerFactory {

    private final TrackerFactory sessions;

    @Activate
    public BfdCheckerFactory(@Reference(target = "(" + TrackerFactory.KIND + "=bfd)") TrackerFactory sessions) {
        this.sessions = sessions;
    }

    @Override
    public Checker create(CheckerDefinition definition, Platform platform, Consumer<Verdict> heard)
            throws BadSettingException {
        return TrackedCheck.of(definition, sessions, platform, Judgement::of, heard);
    }
}

package org.gemel.checker.http.internal;

import java.time.Duration;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.platform.Platform;
import org.gemel.checker.connection.internal.SharedDialers;
import org.gemel.checker.connection.testing.Here;
import org.gemel.checker.connection.testing.Wait;

/** Asks checks over this host's network, and waits for what they say. */
final class Asking implements AutoCloseable {

    private final SharedDialers dialers = new SharedDialers();
    private final Platform platform = Here.platform();

    void loadNetty() {
        Wait.dialled(dialers, platform);
    }

    Checker make(CheckerDefinition definition) {
        try {
            return HttpChecks.make(definition, platform, dialers);
        } catch (BadSettingException e) {
            throw new AssertionError(e);
        }
    }

    Verdict once(CheckerDefinition definition) {
        try (Checker checker = make(definition)) {
            return once(checker);
        }
    }

    Verdict once(CheckerDefinition definition, Duration limit) {
        try (Checker checker = make(definition)) {
            return Wait.verdict(checker, limit);
        }
    }

    static Verdict once(Checker checker) {
        return Wait.verdict(checker, Duration.ofSeconds(20));
    }

    @Override
    public void close() {
        dialers.close();
    }
}

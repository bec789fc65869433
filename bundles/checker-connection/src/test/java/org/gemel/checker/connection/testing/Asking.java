package org.gemel.checker.connection.testing;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.checker.Checker;
import org.gemel.api.checker.CheckerFactory;
import org.gemel.api.checker.Verdict;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.platform.Platform;
import org.gemel.checker.connection.Dialers;
import org.gemel.checker.connection.internal.SharedDialers;

/** Asks checks of one kind over this host's network, and waits for what they say. */
public final class Asking implements AutoCloseable {

    /** For the processors that the tests share. */
    private static final Duration SLACK = Duration.ofSeconds(10);

    private static final Consumer<Verdict> NOBODY = verdict -> {};

    private final SharedDialers dialers = new SharedDialers();
    private final Platform platform = Here.platform();
    private final CheckerFactory factory;

    /** @param kind makes the factory of the checks, such as a constructor */
    public Asking(Function<Dialers, CheckerFactory> kind) {
        factory = kind.apply(dialers);
        Wait.dialled(dialers, platform);
    }

    /** A check that has asked nothing yet. */
    public Checker make(CheckerDefinition definition) {
        try {
            return factory.create(definition, platform, NOBODY);
        } catch (BadSettingException e) {
            throw new AssertionError(e);
        }
    }

    /**
     * The verdict of a check that asks once.
     *
     * @throws AssertionError if it takes longer than such a check may
     */
    public Verdict once(CheckerDefinition definition) {
        try (Checker checker = make(definition)) {
            return Wait.verdict(checker, factory.limit(definition).plus(SLACK));
        }
    }

    @Override
    public void close() {
        dialers.close();
    }
}

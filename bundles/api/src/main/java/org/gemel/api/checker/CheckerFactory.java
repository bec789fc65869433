package org.gemel.api.checker;

import java.time.Duration;
import java.util.function.Consumer;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.platform.Platform;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes checks of one kind. Register one as a service with the property {@link #KIND}; every real server with such a check
 * uses it, also those that were there before it came. A kind that keepalived does not have comes with {@link
 * org.gemel.api.config.KeywordDeclarations}.
 *
 * <p>Whoever asks does so on a thread of this kind's own, and confines what goes wrong there: a call that throws or takes too
 * long is a failed check with that reason, and delays checks of its own kind only.
 */
@ConsumerType
public interface CheckerFactory {

    /** Service property, a string: the keyword of the check's block, such as {@code TCP_CHECK}. */
    String KIND = "checker.kind";

    /**
     * Makes a check that has asked nothing yet. Must not block.
     *
     * @param definition of this factory's kind
     * @param platform where it runs
     * @param heard told on any thread of a verdict that nobody has asked for, by a check that hears by itself; never from
     *     within this call
     * @throws BadSettingException if a setting makes no sense
     */
    Checker create(CheckerDefinition definition, Platform platform, Consumer<Verdict> heard) throws BadSettingException;

    /**
     * Looks whether the settings of a definition make sense, without making a check: configurations are judged before anything
     * runs, and where nothing is to run. Must neither block nor connect to anything.
     *
     * @param definition of this factory's kind
     * @throws BadSettingException the first setting that makes no sense, with its place
     */
    default void judge(CheckerDefinition definition) throws BadSettingException {}

    /**
     * How long one probe of such a check may take as a whole ({@link Probe#limit}): the timeout of its connection, unless a
     * probe is more than one question.
     */
    default Duration limit(CheckerDefinition definition) {
        return definition.connection().timeout();
    }
}

package org.gemel.config.internal.reader;

import java.util.function.Function;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.checker.CheckerFactory;
import org.gemel.api.config.CheckerDefinition;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Position;
import org.gemel.api.config.VirtualServer;
import org.gemel.api.config.VirtualServer.RealServer;
import org.gemel.config.internal.check.Diagnostics;
import org.jspecify.annotations.Nullable;

/**
 * Asks the checkers that are there whether the settings of their checks make sense. A check whose checker is missing is not judged;
 * who wants to run it tells.
 */
final class CheckJudges {

    private final Function<String, @Nullable CheckerFactory> checkers;

    /** @param checkers those that are there, by their kind */
    CheckJudges(Function<String, @Nullable CheckerFactory> checkers) {
        this.checkers = checkers;
    }

    /** Reports what makes no sense. */
    void judge(Configuration configuration, Diagnostics diagnostics) {
        for (VirtualServer virtual : configuration.balancing().servers()) {
            for (RealServer real : virtual.realServers()) {
                for (CheckerDefinition check : real.checkers()) {
                    judge(check, diagnostics);
                }
            }
        }
    }

    private void judge(CheckerDefinition check, Diagnostics diagnostics) {
        try {
            CheckerFactory checker = checkers.apply(check.kind());
            if (checker != null) {
                checker.judge(check);
            }
        } catch (BadSettingException bad) {
            Position at = bad.at();
            diagnostics.error(at == null ? check.at() : at, "bad-check-setting", String.valueOf(bad.getMessage()), "");
        } catch (RuntimeException | LinkageError | StackOverflowError broken) {
            diagnostics.warning(
                    check.at(),
                    "broken-checker",
                    "the checker for " + check.kind() + " fails when it is to judge this: " + broken,
                    "update the bundle that it comes from");
        }
    }
}

package org.gemel.appliance.internal;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gemel.api.config.ProcessSettings.Hook;
import org.gemel.api.platform.Ending;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.Program;
import org.gemel.api.platform.Programs;
import org.gemel.api.platform.Programs.Signal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the programs of the start and of the end and waits for them, for as long as they may take and a moment more. However
 * they end, that is only said: an address must not hang on a script.
 */
final class Hooks {

    /** For a program that was asked to end. */
    static final Duration LAST_MOMENTS = Duration.ofSeconds(1);

    private static final int OUTPUT_LIMIT = 4096;
    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.appliance");

    private final Platform platform;

    Hooks(Platform platform) {
        this.platform = platform;
    }

    /**
     * Runs a program to its end.
     *
     * @param keyword what it is called in the configuration
     * @param hook the program; null for none
     */
    void run(String keyword, @Nullable Hook hook) throws InterruptedException {
        if (hook == null) {
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        CompletableFuture<Programs.Run> run = new CompletableFuture<>();
        Program program = new Program(hook.command(), hook.user(), hook.group(), hook.policy(), Map.of(), OUTPUT_LIMIT);
        onLoop(() -> run.complete(platform.programs().start(program, ending -> {
            tell(keyword, ending);
            done.countDown();
        })));
        if (done.await(hook.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        LOG.warn(
                "{} has not ended after {} s and is told to end now",
                keyword,
                hook.timeout().toSeconds());
        onLoop(() -> run.thenAccept(started -> started.signal(Signal.TERMINATE)));
        if (!done.await(LAST_MOMENTS.toMillis(), TimeUnit.MILLISECONDS)) {
            onLoop(() -> run.thenAccept(Programs.Run::close));
        }
    }

    private void onLoop(Runnable task) {
        platform.loop().execute(task);
    }

    private static void tell(String keyword, Ending ending) {
        if (ending instanceof Ending.Exited exited) {
            if (exited.status() == 0) {
                LOG.info("{} has ended{}", keyword, said(exited.output()));
            } else {
                LOG.warn("{} has ended with status {}{}", keyword, exited.status(), said(exited.output()));
            }
        } else if (ending instanceof Ending.Killed killed) {
            LOG.warn("{} was ended by {}{}", keyword, killed.signal(), said(killed.output()));
        } else if (ending instanceof Ending.NotStarted refused) {
            LOG.error("{} was not run: {}", keyword, refused.reason());
        }
    }

    private static String said(String output) {
        return output.isBlank() ? "" : ", saying: " + output.strip();
    }
}

package org.gemel.launcher.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.EnumSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gemel.launcher.internal.Replacement.Leave;
import org.osgi.framework.BundleContext;

/**
 * Replaces bundles while they work, one time after the other. It belongs to the launcher because it must outlive whatever it
 * replaces; bundles find it as a service, a {@link Function} with the property {@code gemel.launcher=update}. Given paths of jars,
 * and {@code --force}, it begins; given nothing, it tells of the last time. The answer has a {@code text} and an {@code exit}
 * code, which is empty while it goes on.
 */
final class Updates implements Function<List<String>, Map<String, String>> {

    /** For the answer that it has begun to be on its way. */
    private static final long HEAD_START_MILLIS = 100;

    /** For what is in deploy/ to be put in its place; as long as a service that is missing is waited for, and some more. */
    private static final long TURN_MILLIS = 30_000;

    private static final Logger LOG = Logger.getLogger("org.gemel.update");

    private final BundleContext context;
    private final Path directory;
    private final Limits limits;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "gemel-update");
        thread.setDaemon(true);
        return thread;
    });
    private boolean ended;
    /** Whether somebody changes bundles: {@code gemel update}, or deploy/. */
    private boolean taken;
    /** Whether deploy/ replaces a bundle. */
    private volatile boolean replacing;
    /** Of {@code gemel update}; whoever asked for one asks for this until it is over. */
    private Outcome last = new Outcome("nothing was updated since the start", "0");

    /**
     * How it went.
     *
     * @param text for a person
     * @param exit the exit code; empty while it goes on
     */
    record Outcome(String text, String exit) {

        boolean done() {
            return exit.equals("0");
        }
    }

    /** @param directory where jars are kept meanwhile; nothing else is in there */
    Updates(BundleContext context, Path directory, Limits limits) {
        this.context = context;
        this.directory = directory;
        this.limits = limits;
    }

    /** Offers it to the bundles of a framework. */
    static Updates offer(BundleContext context, Path directory) {
        Dictionary<String, Object> properties = new Hashtable<>(Map.of("gemel.launcher", "update"));
        Updates updates = new Updates(context, directory, Limits.USUAL);
        context.registerService(Function.class, updates, properties);
        return updates;
    }

    /** Whether bundles are being replaced, so that what ends or fails just now may be back in a moment. */
    synchronized boolean isReplacing() {
        return replacing || last.exit().isEmpty();
    }

    /** Whether bundles are being replaced, or otherwise changed. */
    private synchronized boolean goingOn() {
        return taken || last.exit().isEmpty();
    }

    /** Waits until nobody changes bundles, for at most so long. */
    synchronized void await(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = millis; goingOn() && left > 0; ) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
    }

    /** Nothing is replaced any more. */
    synchronized void end() {
        ended = true;
    }

    private synchronized boolean begin() {
        if (ended || last.exit().isEmpty()) {
            return false;
        }
        last = new Outcome("updating", "");
        return true;
    }

    /**
     * Has nobody else change bundles until {@link #leave}: what is taken away in the middle of a replacement would be missed by
     * it.
     *
     * @return false if somebody does so already, or if the end has come
     */
    synchronized boolean enter() {
        if (ended || goingOn()) {
            return false;
        }
        taken = true;
        return true;
    }

    /** Somebody else may change bundles. */
    synchronized void leave() {
        taken = false;
        notifyAll();
    }

    /** Waits for whoever changes bundles. */
    private synchronized void awaitTurn() throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TURN_MILLIS);
        for (long left = TURN_MILLIS; taken && left > 0; ) {
            wait(left);
            left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
        if (ended) {
            throw new Failure(ExitCode.FAILED, "everything ends");
        }
        if (taken) {
            throw new Failure(
                    ExitCode.FAILED,
                    "what is in deploy/ has been installed or replaced for more than " + TURN_MILLIS / 1000
                            + " s now; try again once that is over");
        }
        taken = true;
    }

    @Override
    public Map<String, String> apply(List<String> arguments) {
        if (arguments.isEmpty()) {
            synchronized (this) {
                return Map.of("text", last.text(), "exit", last.exit());
            }
        }
        Set<Leave> leaves = arguments.contains("--force") ? EnumSet.allOf(Leave.class) : Set.of();
        List<Path> files = arguments.stream()
                .filter(each -> !each.equals("--force"))
                .map(Path::of)
                .toList();
        if (!begin()) {
            files.forEach(this::forget);
            return Map.of("text", "error: another update, or the end, is going on", "exit", "1");
        }
        worker.execute(() -> work(files, leaves));
        return Map.of("text", "updating", "exit", "0");
    }

    /**
     * Replaces a bundle, by whatever version, on the calling thread, which has {@linkplain #enter entered}.
     *
     * @throws Failure if nothing was tried; the message says why
     */
    Outcome replace(Path jar) throws InterruptedException {
        replacing = true;
        try {
            return replace(List.of(jar), EnumSet.of(Leave.ANY_VERSION));
        } finally {
            replacing = false;
        }
    }

    private synchronized void ended(Outcome outcome) {
        last = outcome;
        notifyAll();
    }

    private void work(List<Path> files, Set<Leave> leaves) {
        // What is said after an error that nobody can catch sensibly, such as one for want of memory.
        Outcome outcome = new Outcome("error: the update broke off; the log says why", "70");
        try {
            Thread.sleep(HEAD_START_MILLIS);
            awaitTurn();
            try {
                outcome = replace(files, leaves);
            } finally {
                leave();
            }
            if (outcome.done()) {
                outcome = new Outcome(
                        outcome.text() + "\nit runs until the next start; to keep it, put the jar into deploy/", "0");
            }
        } catch (Failure failed) {
            outcome = refused(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            outcome = new Outcome("error: interrupted", "1");
        } catch (RuntimeException | LinkageError defect) {
            outcome = new Outcome("error: " + defect, "70");
        } finally {
            files.forEach(this::forget);
            LOG.log(outcome.done() ? Level.INFO : Level.SEVERE, "{0}", outcome.text());
            ended(outcome);
        }
    }

    /** What was sent to be installed is of no use to anybody else. */
    private void forget(Path file) {
        try {
            if (file.startsWith(directory.resolveSibling("incoming"))) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot delete {0}: {1}", new Object[] {file, e.getMessage()});
        }
    }

    private static Outcome refused(Failure why) {
        return new Outcome("error: not updated: " + why.getMessage(), Integer.toString(why.exitCode()));
    }

    private Outcome replace(List<Path> files, Set<Leave> leaves) throws InterruptedException {
        List<String> said = new ArrayList<>();
        try (Jars store = Jars.in(directory)) {
            Replacement replacement = new Replacement(context, store, limits, said::add);
            boolean done = replacement.replace(files.stream().map(store::read).toList(), leaves);
            return new Outcome(String.join("\n", said), done ? "0" : "1");
        } catch (IOException e) {
            throw new Failure(ExitCode.FAILED, "cannot keep jars in " + directory + ": " + e.getMessage());
        }
    }
}

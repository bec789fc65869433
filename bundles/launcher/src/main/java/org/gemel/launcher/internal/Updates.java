package org.gemel.launcher.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.osgi.framework.BundleContext;

/**
 * Replaces bundles while they work. It belongs to the launcher because it must outlive whatever it replaces; bundles find it as
 * a service, a {@link Function} with the property {@code gemel.launcher=update}. Given paths of jars, and {@code --force}, it
 * begins; given nothing, it tells of the last time. The answer has a {@code text} and an {@code exit} code, which is empty while
 * it goes on.
 */
final class Updates implements Function<List<String>, Map<String, String>> {

    /** For the answer that it has begun to be on its way. */
    private static final long HEAD_START_MILLIS = 100;

    private final BundleContext context;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "gemel-update");
        thread.setDaemon(true);
        return thread;
    });
    private Outcome last = new Outcome("nothing was updated since the start", "0");

    private record Outcome(String text, String exit) {}

    private Updates(BundleContext context) {
        this.context = context;
    }

    /** Offers it to the bundles of a framework. */
    static Updates offer(BundleContext context) {
        Dictionary<String, Object> properties = new Hashtable<>(Map.of("gemel.launcher", "update"));
        Updates updates = new Updates(context);
        context.registerService(Function.class, updates, properties);
        return updates;
    }

    /** Whether bundles are being replaced. */
    synchronized boolean goingOn() {
        return last.exit().isEmpty();
    }

    @Override
    public synchronized Map<String, String> apply(List<String> arguments) {
        if (!arguments.isEmpty() && !goingOn()) {
            boolean force = arguments.contains("--force");
            List<Path> files = arguments.stream()
                    .filter(each -> !each.equals("--force"))
                    .map(Path::of)
                    .toList();
            last = new Outcome("updating", "");
            worker.execute(() -> work(files, force));
            return Map.of("text", "updating", "exit", "0");
        }
        if (!arguments.isEmpty()) {
            return Map.of("text", "error: another update is going on", "exit", "1");
        }
        return Map.of("text", last.text(), "exit", last.exit());
    }

    private void work(List<Path> files, boolean force) {
        // What is said after an error that nobody can catch sensibly, such as one for want of memory.
        Outcome outcome = new Outcome("error: the update broke off; the log says why", "70");
        try {
            Thread.sleep(HEAD_START_MILLIS);
            List<String> said = new ArrayList<>();
            Replacement replacement = new Replacement(context, said::add);
            boolean done = replacement.replace(files.stream().map(Jars::read).toList(), force);
            outcome = new Outcome(String.join("\n", said), done ? "0" : "1");
        } catch (Failure refused) {
            outcome = new Outcome("error: not updated: " + refused.getMessage(), Integer.toString(refused.exitCode()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            outcome = new Outcome("error: interrupted", "1");
        } catch (RuntimeException | LinkageError defect) {
            outcome = new Outcome("error: " + defect, "70");
        } finally {
            synchronized (this) {
                last = outcome;
            }
        }
    }
}

package org.gemel.platform.linux.internal.firewall;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gemel.api.platform.PacketRules;
import org.jspecify.annotations.Nullable;

/**
 * The table of packet rules. The program that changes it is run on a thread of its own, which is in the network namespace of the
 * thread that starts it, the event loop; each run replaces the whole table at once.
 */
public final class NftTable implements AutoCloseable {

    private static final List<String> PLACES =
            List.of("/usr/sbin/nft", "/sbin/nft", "/usr/local/sbin/nft", "/usr/bin/nft");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int GLANCE_MILLIS = 10;
    private static final int LONGEST_MESSAGE = 500;

    private final ThreadPoolExecutor worker;
    private final List<String> programs;
    private final Duration patience;
    /** The table that may be there; null before the first run, when only an earlier process knows. */
    private @Nullable String present;

    /** The table of the network namespace of whoever first replaces it. */
    public NftTable() {
        this(PLACES, PATIENCE);
    }

    /**
     * @param programs where nft may be
     * @param patience for how long it may run
     */
    NftTable(List<String> programs, Duration patience) {
        this.programs = programs;
        this.patience = patience;
        this.worker = new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "gemel-nft");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Replaces the table a little later. Without rules a table that an earlier process left is removed, too.
     *
     * @param done told, on the thread of this table, when that has happened: with nothing, or with what could not be done
     */
    public void replace(PacketRules rules, Consumer<Optional<String>> done) {
        worker.execute(() -> done.accept(replaceNow(rules)));
    }

    private Optional<String> replaceNow(PacketRules rules) {
        String before = present;
        String table = rules.firewall().table();
        if (rules.isEmpty() && "".equals(before)) {
            return Optional.empty();
        }
        Optional<String> program = programs.stream()
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst();
        if (program.isEmpty()) {
            return rules.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            "the program nft is not there, so " + purpose(rules) + "; install it (package nftables)");
        }
        String old = before == null || before.isEmpty() || before.equals(table) ? "" : RuleSet.removing(before);
        try {
            run(program.get(), old + RuleSet.replacing(rules));
            present = rules.isEmpty() ? "" : table;
            return Optional.empty();
        } catch (IOException e) {
            return rules.isEmpty() && before == null
                    ? Optional.empty()
                    : Optional.of("nft refused the packet rules, so " + purpose(rules) + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static String purpose(PacketRules rules) {
        if (!rules.refused().isEmpty()) {
            return "packets to virtual addresses are accepted in spite of no_accept";
        }
        return rules.isEmpty()
                ? "rules that are not needed any more stay"
                : "switches that listen to multicast may be misled for a moment when this host loses its addresses";
    }

    private void run(String program, String input) throws IOException, InterruptedException {
        Process nft =
                new ProcessBuilder(program, "-f", "-").redirectErrorStream(true).start();
        long end = System.nanoTime() + patience.toNanos();
        // One that takes nothing in must be ended to be able to go on here.
        CompletableFuture<?> late = nft.onExit()
                .orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
                .exceptionally(timeout -> {
                    nft.toHandle().destroyForcibly();
                    return nft;
                });
        try {
            OutputStream in = nft.getOutputStream();
            IOException refused = null;
            try (in) {
                in.write(input.getBytes(UTF_8));
            } catch (IOException e) {
                // It ended before; what it said is more to the point.
                refused = e;
            }
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            boolean ended = false;
            // Whoever else it may have started can keep what it says open for ever.
            while (!ended && System.nanoTime() - end < 0) {
                ended = nft.waitFor(GLANCE_MILLIS, TimeUnit.MILLISECONDS);
                hear(nft.getInputStream(), said);
            }
            if (System.nanoTime() - end >= 0) {
                throw new IOException("it has not ended within " + patience.toSeconds() + " s; try: nft list tables");
            }
            if (nft.exitValue() != 0) {
                throw new IOException(said.toString(UTF_8).strip().replaceAll("\\s+", " "), refused);
            }
        } finally {
            late.cancel(false);
            nft.destroyForcibly();
        }
    }

    private static void hear(InputStream from, ByteArrayOutputStream said) throws IOException {
        byte[] more = from.readNBytes(from.available());
        said.write(more, 0, Math.min(more.length, LONGEST_MESSAGE - said.size()));
    }

    /** Ends the thread when it has done what it was told; waits for nothing. */
    @Override
    public void close() {
        worker.shutdown();
    }

    /** After closing, waits until all has been done, but not for ever; not for the event loop. */
    public void await() {
        try {
            worker.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

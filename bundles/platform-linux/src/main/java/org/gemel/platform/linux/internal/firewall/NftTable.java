package org.gemel.platform.linux.internal.firewall;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
    private static final int PATIENCE_SECONDS = 10;
    private static final int LONGEST_MESSAGE = 500;

    private final ThreadPoolExecutor worker;
    private final List<String> programs;
    /** The table that may be there; null before the first run, when only an earlier process knows. */
    private @Nullable String present;

    /** The table of the network namespace of whoever first replaces it. */
    public NftTable() {
        this(PLACES);
    }

    /** @param programs where nft may be */
    NftTable(List<String> programs) {
        this.programs = programs;
        this.worker = new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "gemel-nft");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Replaces the table a little later. Without rules a table that an earlier process left is removed, too.
     *
     * @param refused told, on the thread of this table, what could not be done
     */
    public void replace(PacketRules rules, Consumer<String> refused) {
        worker.execute(() -> replaceNow(rules).ifPresent(refused));
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

    private static void run(String program, String input) throws IOException, InterruptedException {
        Process nft =
                new ProcessBuilder(program, "-f", "-").redirectErrorStream(true).start();
        try {
            try (OutputStream in = nft.getOutputStream()) {
                in.write(input.getBytes(UTF_8));
            }
            byte[] said = nft.getInputStream().readNBytes(LONGEST_MESSAGE);
            if (!nft.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("it has not ended within " + PATIENCE_SECONDS + " s");
            }
            if (nft.exitValue() != 0) {
                throw new IOException(new String(said, UTF_8).strip().replaceAll("\\s+", " "));
            }
        } finally {
            nft.destroyForcibly();
        }
    }

    /** Waits for what is under way, and ends the thread. */
    @Override
    public void close() {
        worker.shutdown();
        try {
            worker.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.gemel.itests.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gemel.demo.lab.Await;
import org.gemel.demo.lab.LabException;
import org.gemel.demo.lab.Node;
import org.gemel.demo.lab.Program;

/**
 * Pings about a thousand times a second. That is fping's work: ping would spend a whole core on it, waiting for the next
 * millisecond.
 */
final class Probes {

    private static final Pattern LINE =
            Pattern.compile("\\[(?<time>[\\d.]+)] \\S+ : \\[(?<index>\\d+)], (?<answer>\\d+ bytes)?.*");
    private static final Pattern SUMMARY = Pattern.compile("\\S+ : xmt/rcv/%loss = (\\d+)/(\\d+)/.*");
    private static final double PATIENCE_OF_FPING = 0.5;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Path file;
    private final Program fping;

    private Probes(Path file, Program fping) {
        this.file = file;
        this.fping = fping;
    }

    /**
     * What was not answered.
     *
     * @param sent how many were sent
     * @param lost how many of those had no answer within half a second
     * @param silence how long there were no answers, all times together: it counts also what a busy machine did not send
     */
    record Loss(int sent, int lost, Duration silence) {}

    /** Starts to ping. What is seen is kept in a file: to read it meanwhile would disturb what is measured. */
    static Probes start(Node from, String address, Path directory) {
        Path file = directory.resolve("probes-" + from);
        return new Probes(
                file,
                from.start(
                        "probes",
                        List.of(
                                "sh",
                                "-c",
                                "exec chrt -r 1 fping -D -l -i 1 -p 1 -t 500 " + address + " >" + file + " 2>&1")));
    }

    /** Waits for the first answer. */
    void awaitAnswer() {
        Await.until(
                "an answer to a probe", PATIENCE, () -> lines().stream().anyMatch(line -> line.contains(" bytes, ")));
    }

    /** Ends it, and tells what was lost. */
    Loss end() {
        fping.signalMain("INT");
        fping.awaitExit(PATIENCE);
        int last = -1;
        double answered = 0;
        double heard = 0;
        double silence = 0;
        for (String line : lines()) {
            Matcher match = LINE.matcher(line);
            if (match.matches()) {
                heard = Double.parseDouble(match.group("time"));
                if (answered == 0) {
                    answered = match.group("answer") != null ? heard : heard - PATIENCE_OF_FPING;
                }
                if (match.group("answer") != null) {
                    int index = Integer.parseInt(match.group("index"));
                    silence += index > last + 1 ? heard - answered : 0;
                    answered = heard;
                    last = index;
                }
            }
            Matcher summary = SUMMARY.matcher(line);
            if (summary.matches()) {
                int sent = Integer.parseInt(summary.group(1));
                int lost = sent - Integer.parseInt(summary.group(2));
                // One that had no time to be answered does not count; it is never reported missing either.
                return last == sent - 2
                        ? new Loss(sent - 1, lost - 1, seconds(silence))
                        : new Loss(sent, lost, seconds(last == sent - 1 ? silence : silence + heard - answered));
            }
        }
        throw new LabException("fping wrote no summary into " + file);
    }

    private static Duration seconds(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.gemel.demo.lab;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pings an address again and again, as a client that uses it would notice its absence. */
public final class Prober implements AutoCloseable {

    private static final Pattern REPLY =
            Pattern.compile("\\[(?<time>\\d+\\.\\d+)] \\d+ bytes from .*icmp_seq=(?<sequence>\\d+) ttl=.*");
    private static final Pattern MISSED = Pattern.compile("\\[\\d+\\.\\d+] no answer yet for icmp_seq=\\d+");
    private static final Pattern SENT = Pattern.compile("(?<sent>\\d+) packets transmitted.*");
    private static final Duration END = Duration.ofSeconds(60);

    /**
     * A time without answers.
     *
     * @param from the last answer before it
     * @param to the first answer after it
     * @param lost how many probes got none
     */
    public record Outage(Instant from, Instant to, int lost) {

        /** How long it was. */
        public Duration length() {
            return Duration.between(from, to);
        }
    }

    /**
     * What a prober saw.
     *
     * @param sent how many probes it sent
     * @param answered how many were answered
     * @param outages the times without answers, in order
     */
    public record Report(int sent, int answered, List<Outage> outages) {
        public Report {
            outages = List.copyOf(outages);
        }
    }

    private record Reply(Instant at, int sequence) {}

    private final Program ping;

    private Prober(Program ping) {
        this.ping = ping;
    }

    static Prober start(Node node, String address, int everyMillis) {
        String seconds = BigDecimal.valueOf(everyMillis, 3).toPlainString();
        return new Prober(node.start("ping", List.of("ping", "-n", "-D", "-O", "-i", seconds, address)));
    }

    /** Waits for the first answer that comes from now on. */
    public void awaitAnswer(Duration within) {
        ping.lines()
                .await(
                        "answer to a ping",
                        within,
                        ping.lines().size(),
                        line -> REPLY.matcher(line).matches());
    }

    /** Waits until that many probes from now on had no answer when the next was sent. */
    public void awaitMissed(int probes, Duration within) {
        AtomicInteger missed = new AtomicInteger();
        ping.lines()
                .await(
                        probes + " missing answers to pings",
                        within,
                        ping.lines().size(),
                        line -> MISSED.matcher(line).matches() && missed.incrementAndGet() == probes);
    }

    /** What it has seen so far. */
    public Report report() {
        List<Outage> outages = new ArrayList<>();
        int answered = 0;
        int sent = 0;
        Reply last = new Reply(Instant.EPOCH, 0);
        for (String line : ping.lines().all()) {
            Matcher match = REPLY.matcher(line);
            if (match.matches() && !line.endsWith("(DUP!)")) {
                Reply reply = reply(match);
                int lost = sequenceDistance(last.sequence(), reply.sequence()) - 1;
                if (lost > 0 && answered > 0) {
                    outages.add(new Outage(last.at(), reply.at(), lost));
                }
                sent += Math.max(1, lost + 1);
                last = reply;
                answered++;
            }
            Matcher end = SENT.matcher(line);
            if (end.matches()) {
                sent = Integer.parseInt(end.group("sent"));
            }
        }
        return new Report(sent, answered, outages);
    }

    private static Reply reply(Matcher match) {
        BigDecimal time = new BigDecimal(match.group("time"));
        Instant at = Instant.ofEpochSecond(
                time.longValue(),
                time.remainder(BigDecimal.ONE).movePointRight(9).longValue());
        return new Reply(at, Integer.parseInt(match.group("sequence")));
    }

    /** The sequence number on the wire has 16 bits. */
    private static int sequenceDistance(int from, int to) {
        return (short) (to - from);
    }

    /** Ends it and says what it saw. */
    public Report end() {
        ping.signalMain("INT");
        ping.awaitExit(END);
        ping.lines().await("summary of ping", END, line -> SENT.matcher(line).matches());
        return report();
    }

    @Override
    public void close() {
        ping.close();
    }
}

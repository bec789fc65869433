package org.gemel.demo.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Records every change of a node's addresses as the kernel reports it. */
public final class AddressWatch implements AutoCloseable {

    private static final Pattern LINE = Pattern.compile("\\[(?<time>[^]]+)] (?<gone>Deleted )?.*");
    private static final Duration START = Duration.ofSeconds(60);

    /** An address that nobody uses, whose coming and going shows that the watch has begun. */
    private static final String PROOF = "127.99.99.99";

    private final Node node;
    private final Recording<AddressChange> changes = new Recording<>();
    private final Program monitor;

    private AddressWatch(Node node) {
        this.node = node;
        this.monitor = node.start("addresses", List.of("ip", "-o", "-ts", "monitor", "address"), this::readLines);
    }

    static AddressWatch start(Node node) {
        AddressWatch watch = new AddressWatch(node);
        AtomicBoolean there = new AtomicBoolean();
        Await.until("ip monitor reports on " + node, START, () -> {
            String verb = there.getAndSet(!there.get()) ? "del" : "add";
            node.run("ip", "address", verb, PROOF + "/32", "dev", "lo");
            return watch.changes.size() > 0;
        });
        if (there.get()) {
            node.run("ip", "address", "del", PROOF + "/32", "dev", "lo");
        }
        return watch;
    }

    private void readLines(InputStream stream) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher match = LINE.matcher(line);
            if (match.matches()) {
                changes.add(new AddressChange(
                        LocalDateTime.parse(match.group("time"))
                                .atZone(ZoneId.systemDefault())
                                .toInstant(),
                        node.name(),
                        HeldAddress.parse(line),
                        match.group("gone") == null));
            }
        }
    }

    /** All changes so far. */
    public Recording<AddressChange> changes() {
        return changes;
    }

    /** Whether an address is there now; one that was there before the watch began and has not changed is not known. */
    public boolean holds(String address) {
        List<AddressChange> all = changes.all();
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).held().address().equals(address)) {
                return all.get(i).present();
            }
        }
        return false;
    }

    /** Waits until an address comes (or is renewed) among the changes after the first {@code skip}. */
    public AddressChange awaitArrival(String address, Duration within, int skip) {
        return await(address, true, within, skip);
    }

    /** Waits until an address goes, among the changes after the first {@code skip}. */
    public AddressChange awaitDeparture(String address, Duration within, int skip) {
        return await(address, false, within, skip);
    }

    private AddressChange await(String address, boolean present, Duration within, int skip) {
        String what = (present ? "arrival of " : "departure of ") + address + " on " + node;
        return changes.await(
                what,
                within,
                skip,
                change -> change.present() == present && change.held().address().equals(address));
    }

    @Override
    public void close() {
        monitor.close();
    }
}

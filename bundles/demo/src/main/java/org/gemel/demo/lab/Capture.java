package org.gemel.demo.lab;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gemel.demo.lab.Sighting.Advert;

/** Records advertisements and announcements on the switch, with the time at which the kernel saw each. */
public final class Capture implements AutoCloseable {

    /** How the switch starts a program. */
    interface Starter {
        Program start(String title, List<String> command, Program.Sink output);
    }

    private static final int FILE_HEADER = 24;
    private static final int NANOSECOND_FILE = 0xa1b23c4d;
    private static final int LONGEST_FRAME = 65_536;
    private static final Duration START = Duration.ofSeconds(10);
    private static final String FILTER =
            "ip proto 112 or ip6 proto 112 or arp or (icmp6 and ip6[40] = 136) or (ip proto 51)";

    private final Recording<Sighting> sightings = new Recording<>();
    private final CountDownLatch listening = new CountDownLatch(1);
    private final Program tcpdump;

    private Capture(Starter starter, String link) {
        List<String> command = List.of(
                "tcpdump",
                "-i",
                link,
                "-Z",
                "root",
                "--immediate-mode",
                "--time-stamp-precision=nano",
                "-U",
                "-w",
                "-",
                FILTER);
        tcpdump = starter.start("capture", command, this::readFile);
    }

    static Capture start(Starter starter, String link) {
        Capture capture = new Capture(starter, link);
        capture.awaitListening();
        return capture;
    }

    private void awaitListening() {
        try {
            if (!listening.await(START.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new LabException("tcpdump does not start; it says: " + tcpdump.output());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while tcpdump starts", e);
        }
    }

    private void readFile(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        ByteBuffer header = read(in, FILE_HEADER);
        if (header.getInt(0) != NANOSECOND_FILE) {
            throw new IOException("tcpdump wrote no capture with nanoseconds");
        }
        // tcpdump writes this header once it captures.
        listening.countDown();
        while (true) {
            ByteBuffer record;
            try {
                record = read(in, 16);
            } catch (EOFException e) {
                return;
            }
            Instant at = Instant.ofEpochSecond(record.getInt() & 0xffff_ffffL, record.getInt());
            int length = record.getInt();
            if (length < 0 || length > LONGEST_FRAME) {
                throw new IOException("tcpdump wrote a frame of " + length + " octets");
            }
            Packets.read(at, read(in, length).order(ByteOrder.BIG_ENDIAN)).ifPresent(sightings::add);
        }
    }

    private static ByteBuffer read(DataInputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }

    /** Everything seen so far. */
    public Recording<Sighting> sightings() {
        return sightings;
    }

    /** Waits for an advertisement of a node that says that it serves: one whose priority is not 0. */
    public Advert awaitAdvert(Node from, Duration within, int skip) {
        return (Advert) sightings.await(
                "advertisement of " + from,
                within,
                skip,
                seen -> seen instanceof Advert advert && advert.from(from) && advert.priority() > 0);
    }

    /** The advertisements of a node so far, oldest first. */
    public List<Advert> adverts(Node from) {
        return sightings.all().stream()
                .filter(Advert.class::isInstance)
                .map(Advert.class::cast)
                .filter(advert -> advert.from(from))
                .toList();
    }

    @Override
    public void close() {
        tcpdump.close();
    }
}

package org.gemel.itests.bench;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** How regularly many virtual routers advertise, from what tcpdump wrote down with nanoseconds at "any" link. */
final class Regularity {

    private static final int FILE_HEADER = 24;
    private static final int LINK_TYPE = 20;
    private static final int COOKED_2 = 276;

    private final Map<String, Long> first = new HashMap<>();
    private final Map<String, Long> last = new HashMap<>();
    private final long from;
    private final long until;
    private final long interval;
    private long seen;
    private long late;
    private long missed;
    private long worst;

    private Regularity(Instant from, Instant until, Duration interval) {
        this.from = nanos(from);
        this.until = nanos(until);
        this.interval = interval.toNanos();
    }

    /**
     * Reads a file.
     *
     * @param from gaps that end before are not looked at
     * @param until nor what comes after
     */
    static Regularity of(Path file, Instant from, Instant until, Duration interval) {
        Regularity regularity = new Regularity(from, until, interval);
        try (DataInputStream in = new DataInputStream(new java.io.BufferedInputStream(Files.newInputStream(file)))) {
            int header = read(in, FILE_HEADER).getInt(LINK_TYPE) == COOKED_2 ? 20 : 16;
            while (true) {
                ByteBuffer record = read(in, 16);
                long at = record.getInt(0) * 1_000_000_000L + record.getInt(4);
                regularity.heard(at, read(in, record.getInt(8)).array(), header);
            }
        } catch (EOFException end) {
            regularity.finish();
            return regularity;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer read(DataInputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    private void heard(long at, byte[] frame, int header) {
        boolean ipv6 = frame[header] >> 4 == 6;
        int vrrp = header + (ipv6 ? 40 : (frame[header] & 0x0f) * 4);
        int source = header + (ipv6 ? 8 : 12);
        String router =
                Arrays.toString(Arrays.copyOfRange(frame, source, source + (ipv6 ? 16 : 4))) + " " + frame[vrrp + 1];
        first.putIfAbsent(router, at);
        Long before = last.put(router, at);
        if (before != null && at > from && at <= until) {
            seen++;
            gap(at - before);
        }
    }

    private void gap(long gap) {
        worst = Math.max(worst, gap);
        if (gap > interval * 3 / 2) {
            missed += Math.max(1, Math.round((double) gap / interval) - 1);
        } else if (gap > interval * 11 / 10) {
            late++;
        }
    }

    /** One that fell silent is not forgotten. */
    private void finish() {
        for (long at : last.values()) {
            if (until - at > interval * 3 / 2) {
                gap(until - at);
            }
        }
    }

    /** How many virtual routers were heard at all. */
    int routers() {
        return first.size();
    }

    /** When the last of them was heard for the first time. */
    Instant allHeard() {
        long at = first.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return Instant.ofEpochSecond(at / 1_000_000_000L, at % 1_000_000_000L);
    }

    /** {@code 300000: 0 missed, 0 late, longest gap 1001.2}. */
    @Override
    public String toString() {
        return seen + ": " + missed + " missed, " + late + " late by over a tenth, longest gap "
                + Samples.text(worst / 1e6);
    }
}

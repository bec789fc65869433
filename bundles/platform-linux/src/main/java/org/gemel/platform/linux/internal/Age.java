package org.gemel.platform.linux.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** How long the machine and this process have been running. */
final class Age {

    private static final Path UPTIME = Path.of("/proc/uptime");

    private Age() {}

    static Duration ofMachine() {
        try {
            return parse(Files.readString(UPTIME));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first of the two numbers in {@code /proc/uptime}: seconds with two decimals. */
    static Duration parse(String uptime) {
        String seconds = uptime.substring(0, uptime.indexOf(' '));
        return Duration.ofMillis((long) (Double.parseDouble(seconds) * 1000));
    }

    static Duration ofProcess() {
        Instant now = Instant.now();
        return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
    }
}

package org.gemel.itests.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.gemel.demo.lab.Await;
import org.gemel.demo.lab.Capture;
import org.gemel.demo.lab.Sighting.Advert;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Router;
import org.gemel.itests.rig.Setup;
import org.gemel.itests.rig.Software;

/** A virtual router changes its state 200 times in 10 s, and a script is told that takes 2 s: who else notices? */
final class SlowScripts implements Part {

    private static final int CHANGES = 200;
    private static final Duration PACE = Duration.ofMillis(50);

    @Override
    public void measure(Options options, Table table) {
        for (boolean told : List.of(false, true)) {
            table.add(
                    "longest silence of a master at 0.01 s while another changes " + CHANGES + " times in 10 s"
                            + (told ? " and a script of 2 s is told" : ", no script"),
                    "no longer with it",
                    Part.cell(table, () -> measure(Software.GEMEL, told)),
                    Part.cell(table, () -> measure(Software.KEEPALIVED, told)));
        }
    }

    private static String measure(Software software, boolean told) {
        Path directory = directory();
        Path number = directory.resolve("number");
        Setup setup = Setup.v3("0.01").inRealTime().with(changing(directory, told), "");
        try (Rig rig = Rig.build(setup, software, software)) {
            Capture capture = rig.capture();
            Router router = rig.better();
            write(number, 0);
            router.start(setup);
            rig.awaitServing(router);
            String before = Memory.resident(router.program());
            int skip = capture.sightings().size();
            for (int i = 0; i < CHANGES; i++) {
                write(number, 1 - i % 2);
                Await.pause(PACE);
            }
            List<Advert> seen = capture.sightings().all().stream()
                    .skip(skip)
                    .filter(Advert.class::isInstance)
                    .map(Advert.class::cast)
                    .toList();
            String after = Memory.resident(router.program());
            return Samples.text(Steadiness.longestSilence(seen, rig)) + " (" + before + " to " + after
                    + " MB, scripts included" + lateness(software, router) + ")";
        } finally {
            delete(number, directory.resolve("slow"), directory);
        }
    }

    private static String lateness(Software software, Router router) {
        return software == Software.GEMEL
                ? "; timers late by at most " + router.counter("timer-lateness-p99-microseconds") / 1000.0
                        + " but for one of a hundred, worst "
                        + router.counter("timer-lateness-worst-microseconds") / 1000.0
                : "";
    }

    private static String changing(Path directory, boolean told) {
        return """
                global_defs {
                    script_user root
                }
                track_file number {
                    file %1$s/number
                }
                vrrp_instance changing {
                    interface eth0
                    virtual_router_id 71
                    priority @PRIORITY@
                    version 3
                    advert_int 1
                    virtual_ipaddress {
                        10.88.71.100/24
                    }
                    track_file {
                        number weight 0
                    }
                %2$s}
                """.formatted(directory, told ? "    notify \"" + directory + "/slow\"\n" : "");
    }

    private static Path directory() {
        try {
            Path directory = Files.createTempDirectory("gemel-slow");
            Path script = Files.writeString(directory.resolve("slow"), "#!/bin/sh\nexec sleep 2\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, int number) {
        try {
            Files.writeString(file, number + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path... files) {
        try {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

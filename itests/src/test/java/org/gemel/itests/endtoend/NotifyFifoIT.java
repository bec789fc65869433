package org.gemel.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.gemel.demo.lab.Node;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Setup;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes through a named pipe is what keepalived writes into it, line for line. */
class NotifyFifoIT {

    /** A second virtual router in a group with the first. */
    private static final String MORE = """
            global_defs {
                notify_fifo @DIRECTORY@/@NODE@.fifo
                vrrp_notify_priority_changes
                script_user root
            }
            track_file level {
                file @DIRECTORY@/@NODE@.level
            }
            vrrp_sync_group both {
                group {
                    lan
                    second
                }
            }
            vrrp_instance second {
                interface eth0
                virtual_router_id 52
                priority @PRIORITY@
                version 3
                advert_int 0.5
                virtual_ipaddress {
                    10.0.0.8/24
                }
            }
            """;

    /** A third by itself; a reload takes it away. */
    private static final String ALONE = """
            vrrp_instance alone {
                interface eth0
                virtual_router_id 53
                priority @PRIORITY@
                version 3
                advert_int 0.5
                %s
                track_file {
                    level weight 1
                }
                virtual_ipaddress {
                    10.0.0.9/24
                }
            }
            """;

    @TempDir
    private Path directory;

    private FifoReader reader;

    private Setup with(String more) {
        return Setup.v3("0.5").with((MORE + more).replace("@DIRECTORY@", directory.toString()), "");
    }

    private static String alone(String line) {
        return ALONE.formatted(line);
    }

    private void await(Rig rig, String line, int times) {
        rig.await(line + " for the time " + times + " in\n" + reader, () -> reader.count(line) == times);
    }

    private void level(Rig rig, int number) {
        try {
            Files.writeString(directory.resolve(rig.better().node().name() + ".level"), number + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void link(Rig rig, String state) {
        rig.better().node().run("ip", "link", "set", Node.INTERFACE, state);
    }

    /** Everything that can happen to a router, of which the other one is better: what was said of each subject. */
    private Map<String, List<String>> heard(Software software) throws IOException {
        Setup setup = with(alone(""));
        try (Rig rig = Rig.build(setup, software, 100, Software.KEEPALIVED, 200)) {
            Path fifo = directory.resolve(rig.better().node().name() + ".fifo");
            level(rig, 0);
            reader = new FifoReader(fifo);

            rig.better().start(setup);
            awaitMaster(rig, 1);
            assertThat(Files.getPosixFilePermissions(fifo)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            level(rig, 10);
            await(rig, "INSTANCE \"alone\" MASTER_PRIORITY 110", 1);
            level(rig, 0);
            await(rig, "INSTANCE \"alone\" MASTER_PRIORITY 100", 1);

            rig.other().start(setup);
            awaitGroup(rig, "BACKUP", 2);
            await(rig, "INSTANCE \"alone\" BACKUP 100", 2);
            level(rig, 12);
            await(rig, "INSTANCE \"alone\" BACKUP_PRIORITY 112", 1);
            level(rig, 0);
            await(rig, "INSTANCE \"alone\" BACKUP_PRIORITY 100", 1);
            rig.other().program().signalMain("TERM");
            awaitMaster(rig, 2);

            link(rig, "down");
            awaitGroup(rig, "FAULT", 1);
            await(rig, "INSTANCE \"alone\" FAULT 100", 1);
            link(rig, "up");
            awaitMaster(rig, 3);

            rig.better().reload(with(""));
            await(rig, "INSTANCE \"alone\" FAULT 100", 2);
            rig.better().reload(with(alone("notify_deleted")));
            await(rig, "INSTANCE \"alone\" MASTER 100", 4);
            rig.better().reload(with(""));
            await(rig, "INSTANCE \"alone\" DELETED 100", 1);

            rig.better().program().signalMain("TERM");
            await(rig, "INSTANCE \"lan\" STOP 100", 1);
            await(rig, "INSTANCE \"second\" STOP 100", 1);
            await(rig, "GROUP \"both\" STOP 0", 1);
            rig.better().program().awaitExit(Rig.DEADLINE);
            return reader.bySubject();
        } finally {
            if (reader != null) {
                reader.close();
            }
        }
    }

    @Test
    void aReaderGetsAllLinesAndTheStatesAgainAtAReload() throws IOException {
        Requirement.check(Rig.missing(Software.GEMEL, Software.KEEPALIVED));
        Path said = directory.resolve("said");
        Path script = Files.writeString(
                directory.resolve("script"),
                "#!/bin/sh\nwhile read -r line; do echo \"$line\" >>" + said + "; done <$1\necho end >>" + said + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Setup setup =
                with("global_defs {\n    notify_fifo_script " + script + "\n    fifo_write_vrrp_states_on_reload\n}\n");
        try (Rig rig = Rig.build(setup, Software.GEMEL, 100, Software.KEEPALIVED, 200)) {
            level(rig, 0);
            rig.better().start(setup);
            rig.better().awaitReady();
            String group = "GROUP \"both\" MASTER 0\n";
            String lan = "INSTANCE \"lan\" MASTER 100\n";
            String second = "INSTANCE \"second\" MASTER 100\n";
            rig.await("the states in " + said, () -> text(said).endsWith(lan + second + group));

            rig.better().reload(setup);
            // In the order of the text.
            rig.await(
                    "the states again in " + said,
                    () -> text(said).endsWith(lan + second + group + second + lan + group));

            rig.better().program().signalMain("TERM");
            rig.better().program().awaitExit(Rig.DEADLINE);
            assertThat(text(said).lines().dropWhile(line -> !line.contains("STOP")))
                    .containsExactlyInAnyOrder(
                            "INSTANCE \"lan\" STOP 100", "INSTANCE \"second\" STOP 100", "GROUP \"both\" STOP 0", "end")
                    .endsWith("end");
            assertThat(directory.resolve(rig.better().node().name() + ".fifo")).doesNotExist();
        }
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitMaster(Rig rig, int times) {
        awaitGroup(rig, "MASTER", times);
        await(rig, "INSTANCE \"alone\" MASTER 100", times);
    }

    private void awaitGroup(Rig rig, String state, int times) {
        await(rig, "INSTANCE \"lan\" " + state + " 100", times);
        await(rig, "INSTANCE \"second\" " + state + " 100", times);
        await(rig, "GROUP \"both\" " + state + " 0", times);
    }

    @Test
    void theLinesAreThoseOfKeepalived() throws IOException {
        Requirement.check(Rig.missing(Software.GEMEL, Software.KEEPALIVED));
        Map<String, List<String>> keepalived = heard(Software.KEEPALIVED);

        Map<String, List<String>> gemel = heard(Software.GEMEL);

        assertThat(gemel).isEqualTo(keepalived);
    }
}

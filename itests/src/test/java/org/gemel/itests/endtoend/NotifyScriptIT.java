package org.gemel.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.gemel.demo.lab.Node;
import org.gemel.demo.lab.Recording;
import org.gemel.itests.rig.Bundles;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Router;
import org.gemel.itests.rig.Setup;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that are run when something changes: the same under Gemel as under keepalived, but in order. */
@Execution(ExecutionMode.CONCURRENT)
class NotifyScriptIT {

    @TempDir
    private Path directory;

    private Path calls;

    @BeforeEach
    void makeScript() throws IOException {
        calls = Files.createFile(directory.resolve("calls"));
        script("rec", "echo \"$@\"");
        script("slow", "echo \"$3\"; exec sleep 2");
    }

    private void script(String name, String lines) throws IOException {
        Path script = Files.writeString(directory.resolve(name), "#!/bin/sh\nexec >>" + calls + "\n" + lines + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Lines for a block; {@code name} is the first word of what they record. */
    private String notify(String name, String... occasions) {
        StringBuilder lines = new StringBuilder();
        for (String occasion : occasions) {
            lines.append("    notify_%s \"%s/rec %s_%s 'a  b'\"\n".formatted(occasion, directory, name, occasion));
        }
        return lines + "    notify \"" + directory + "/rec " + name + "\"\n";
    }

    private static String instance(String name, String link, int vrid, String lines) {
        return """
                vrrp_instance %s {
                    interface %s
                    virtual_router_id %d
                    priority @PRIORITY@
                    version 3
                    advert_int 0.5
                    virtual_ipaddress {
                        10.88.%3$d.100/24
                    }
                %s}
                """.formatted(name, link, vrid, lines);
    }

    private static String group(String lines) {
        return "vrrp_sync_group both {\n    group {\n        lan\n        second\n    }\n" + lines + "}\n";
    }

    private Setup silent() {
        return Setup.v3("0.5").with(group("") + instance("second", "eth1", 61, ""), "");
    }

    private Setup telling(String more) {
        String[] states = {"master", "backup", "fault", "stop"};
        return Setup.v3("0.5")
                .with(
                        "global_defs {\n    script_user root\n}\n"
                                + group(notify("both", states))
                                + instance("second", "eth1", 61, notify("second"))
                                + more,
                        notify("lan", states));
    }

    private String removable() {
        return instance("third", Node.INTERFACE, 71, notify("third", "fault", "stop"))
                + instance("fourth", Node.INTERFACE, 72, notify("fourth", "fault", "stop", "deleted"));
    }

    /** On the same switch, with a hardware address of its own. */
    private static void secondInterface(Router router, String address) {
        Node node = router.node();
        node.run("ip", "link", "add", "link", Node.INTERFACE, "name", "eth1", "type", "macvlan", "mode", "bridge");
        node.run("ip", "address", "add", address, "dev", "eth1");
        node.run("ip", "link", "set", "eth1", "up");
    }

    /** What is recorded of the group and its members. */
    private static List<String> all(String state, int priority) {
        String occasion = state.toLowerCase(Locale.ROOT);
        return List.of(
                "lan_" + occasion + " a  b",
                "lan INSTANCE lan " + state + " " + priority,
                "second INSTANCE second " + state + " " + priority,
                "both_" + occasion + " a  b",
                "both GROUP both " + state + " 0");
    }

    private List<String> recorded() {
        try {
            return Files.readAllLines(calls);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each is recorded, and nothing else since so many; how many there are then. */
    private int expect(Rig rig, int since, List<String> expected) {
        int until = since + expected.size();
        rig.await("of " + expected + " as many as there are", () -> recorded().size() >= until);
        assertThat(recorded().subList(since, until)).containsExactlyInAnyOrderElementsOf(expected);
        return until;
    }

    @ParameterizedTest
    @EnumSource(names = {"GEMEL", "KEEPALIVED"})
    void eachChangeRunsTheSameCommandsAsUnderKeepalived(Software software) {
        Requirement.check(Rig.missing(software, Software.GEMEL));
        try (Rig rig = Rig.build(silent(), software, Software.GEMEL)) {
            Router router = rig.better();
            secondInterface(router, "10.88.61.1/24");
            secondInterface(rig.other(), "10.88.61.2/24");
            rig.other().start(silent());
            rig.awaitServing(rig.other());

            router.start(telling(removable()));
            rig.awaitServing(router);
            int seen = expect(
                    rig,
                    0,
                    Stream.of("BACKUP", "MASTER")
                            .flatMap(state -> Stream.concat(
                                    all(state, Rig.BETTER).stream(),
                                    Stream.of(
                                            "third INSTANCE third " + state + " 200",
                                            "fourth INSTANCE fourth " + state + " 200")))
                            .toList());

            router.node().run("ip", "link", "set", "eth1", "down");
            rig.awaitServing(rig.other());
            seen = expect(rig, seen, all("FAULT", Rig.BETTER));

            router.node().run("ip", "link", "set", "eth1", "up");
            rig.awaitServing(router);
            seen = expect(
                    rig,
                    seen,
                    Stream.of("BACKUP", "MASTER")
                            .flatMap(state -> all(state, Rig.BETTER).stream())
                            .toList());

            router.reload(telling(""));
            seen = expect(
                    rig,
                    seen,
                    List.of(
                            "third INSTANCE third FAULT 200",
                            "fourth INSTANCE fourth DELETED 200",
                            "fourth_deleted a  b"));

            router.program().signalMain("TERM");
            rig.awaitServing(rig.other());
            seen = expect(rig, seen, all("STOP", Rig.BETTER));
            router.program().awaitExit(Rig.DEADLINE);
            assertThat(recorded()).hasSize(seen);
        }
    }

    /** Behaviour 82 has no order; here there is one. */
    @Test
    void theCommandForAllIsRunWhenTheOneOfTheStateHasEnded() {
        Requirement.check(Rig.missing(Software.GEMEL));
        Setup setup = Setup.v3("0.5")
                .with(
                        "global_defs {\n    script_user root\n}\n",
                        "    notify_backup \"/bin/sh -c 'sleep 1; " + directory + "/rec first'\"\n" + notify("lan"));
        try (Rig rig = Rig.build(setup, Software.GEMEL, Software.GEMEL)) {
            rig.better().start(setup);
            rig.awaitServing(rig.better());
            rig.await("three calls", () -> recorded().size() >= 3);
            assertThat(recorded())
                    .containsExactly("first", "lan INSTANCE lan BACKUP 200", "lan INSTANCE lan MASTER 200");
        }
    }

    /** What still runs when a bundle is replaced goes on, and what comes next waits for it. */
    @ParameterizedTest
    @ValueSource(strings = {"org.gemel.appliance", "org.gemel.notifier-script"})
    void oneCommandRunsAtATimeAlsoDuringAnUpdate(String bundle) throws IOException {
        Requirement.check(Rig.missing(Software.GEMEL));
        Path ends = Files.createFile(directory.resolve("ends"));
        script("long", "echo \"begin $3\"; while ! [ -e " + ends + " ]; do sleep 0.1; done; echo \"end $3\"");
        Path number = Files.writeString(directory.resolve("number"), "0\n");
        Setup setup = Setup.v3("1")
                .with(
                        "global_defs {\n    script_user root\n}\ntrack_file n {\n    file " + number + "\n}\n",
                        "    notify \"" + directory + "/long\"\n    track_file {\n        n weight 0\n    }\n");
        try (Rig rig = Rig.build(setup, Software.GEMEL, Software.GEMEL)) {
            Router router = rig.better();
            router.start(setup);
            rig.awaitServing(router);
            rig.await("the first commands have ended", () -> recorded().contains("end MASTER"));
            Files.delete(ends);
            change(number, "1", router.program().lines(), "-> FAULT");
            rig.await("a command runs", () -> recorded().contains("begin FAULT"));

            Path newer = Bundles.newer(Bundles.named(bundle), "99.0.0", directory, name -> false);
            assertThat(router.ask("update", newer.toString()).status()).isZero();
            change(number, "0", router.program().lines(), "FAULT -> BACKUP");
            assertThat(recorded()).as("it runs still").doesNotContain("end FAULT");

            Files.createFile(ends);
            int before = recorded().indexOf("begin FAULT");
            rig.await("the last command has ended", () -> recorded().lastIndexOf("end MASTER") > before);
            List<String> since = recorded().subList(before, recorded().size());
            for (int i = 0; i < since.size(); i += 2) {
                assertThat(since.get(i + 1))
                        .as("%s", since)
                        .isEqualTo(since.get(i).replace("begin", "end"));
            }
        }
    }

    @Test
    void ofTwoHundredChangesASlowCommandHearsTheLastAndKeepsTheirOrder() throws IOException {
        Requirement.check(Rig.missing(Software.GEMEL));
        Path number = Files.writeString(directory.resolve("number"), "0\n");
        Setup setup = Setup.v3("0.5")
                .with(
                        "global_defs {\n    script_user root\n}\ntrack_file n {\n    file " + number + "\n}\n",
                        "    notify \"" + directory + "/slow\"\n    track_file {\n        n weight 0\n    }\n");
        try (Rig rig = Rig.build(setup, Software.GEMEL, Software.GEMEL)) {
            Router router = rig.better();
            router.start(setup);
            rig.awaitServing(router);
            Recording<String> log = router.program().lines();
            for (int i = 0; i < 100; i++) {
                change(number, "1", log, "-> FAULT");
                change(number, "0", log, "FAULT -> BACKUP");
            }
            assertThat(numbers(router, "pending")).hasSizeLessThan(3);
            rig.awaitServing(router);
            rig.await(
                    "nothing is still to be told",
                    () -> numbers(router, "pending").isEmpty());

            List<Integer> superseded = numbers(router, "deliveries");
            // Two hundred, those of the start and the last; on a busy machine it may be master for a moment in between.
            long changes = log.all().stream().filter(NotifyScriptIT::isChange).count();
            assertThat(changes).isGreaterThanOrEqualTo(203);
            assertThat(superseded.stream().mapToLong(each -> each + 1).sum()).isEqualTo(changes);
            assertThat(recorded())
                    .hasSameSizeAs(superseded)
                    .hasSizeLessThan(100)
                    .endsWith("MASTER");
        }
    }

    private static void change(Path number, String to, Recording<String> log, String told) throws IOException {
        int before = log.size();
        Files.writeString(number, to + "\n");
        log.await("change of state", Rig.DEADLINE, before, line -> isChange(line) && line.contains(told));
    }

    private static boolean isChange(String line) {
        return line.contains("journal: lan: ") && line.contains(" -> ");
    }

    /** How many older ones each of an array's notices has superseded, in their order, which is that of time. */
    private static List<Integer> numbers(Router router, String array) {
        List<Integer> superseded = new ArrayList<>();
        List<Instant> times = new ArrayList<>();
        boolean inside = false;
        try (JsonParser json = JsonFactory.builder()
                .build()
                .createParser(router.ask("notifications", "--json").output())) {
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.START_ARRAY) {
                    inside = array.equals(json.currentName());
                } else if (inside && token == JsonToken.VALUE_NUMBER_INT && "superseded".equals(json.currentName())) {
                    superseded.add(json.getIntValue());
                } else if (inside && token == JsonToken.VALUE_STRING && "at".equals(json.currentName())) {
                    times.add(Instant.parse(json.getText()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(times).isSorted();
        return superseded;
    }
}

package org.gemel.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.gemel.demo.lab.Await;
import org.gemel.demo.lab.Lab;
import org.gemel.demo.lab.Node;
import org.gemel.demo.lab.Program;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Routes, rules and static entries on a real kernel, from start to stop and beyond. */
@Execution(ExecutionMode.CONCURRENT)
class UpkeepIT {

    private static final String CONFIGURATION = """
            track_group needs_it {
                group {
                    lan
                }
            }
            static_ipaddress {
                10.7.0.1/24 dev eth0
                10.8.0.1/24 dev eth5 track_group needs_it
            }
            static_routes {
                10.77.0.0/16 via 10.0.0.254 dev eth0
            }
            static_rules {
                from 10.78.0.0/16 table 100 preference 500
            }
            vrrp_instance lan {
                interface eth0
                virtual_router_id 51
                priority 200
                version 3
                advert_int 0.1
                virtual_ipaddress {
                    10.0.0.1/24
                }
                virtual_routes {
                    10.79.0.0/16 via 10.0.0.253
                    10.80.0.0/16 dev eth0 src 10.0.0.1
                }
                virtual_rules {
                    from 10.81.0.0/16 table 100 preference 600
                }
            }
            """;

    private static final List<String> STATIC = List.of("10.7.0.1/24", "10.77.0.0/16 via", "from 10.78.0.0/16");
    private static final List<String> VIRTUAL =
            List.of("10.0.0.1/24", "10.79.0.0/16 via", "10.80.0.0/16 dev", "from 10.81.0.0/16");

    /** Behaviour 73, and for what is a master's own too: keepalived resigns for that. */
    @Test
    void whatIsWantedIsThereAndWhatIsNotIsGone(@TempDir Path directory) throws IOException {
        Requirement.check(Rig.missing(Software.GEMEL));
        Files.writeString(directory.resolve("keepalived.conf"), CONFIGURATION);
        try (Lab lab = Lab.build("gemelit", 1, 1)) {
            Node node = lab.router(1);
            Program program = node.start("Gemel", Software.GEMEL.command(directory));
            await("what is static is there in FAULT too", program, () -> has(node, STATIC) && hasNone(node, VIRTUAL));

            node.run("ip", "link", "add", "eth5", "type", "veth", "peer", "name", "eth6");
            node.run("ip", "link", "set", "eth5", "up");
            await("the interface heals the fault", program, () -> has(node, STATIC) && has(node, VIRTUAL));

            node.run("ip", "address", "del", "10.7.0.1/24", "dev", "eth0");
            node.run("ip", "route", "flush", "proto", "keepalived");
            node.run("ip", "rule", "del", "preference", "500");
            node.run("ip", "rule", "del", "preference", "600");
            node.run("ip", "address", "del", "10.0.0.1/24", "dev", "eth0");
            await("all is put back", program, () -> has(node, STATIC) && has(node, VIRTUAL));
            assertThat(program.output()).contains("-> MASTER").doesNotContain("MASTER ->");

            program.signalMain("KILL");
            await(
                    "the kernel takes the address away",
                    program,
                    () -> !state(node).contains("10.0.0.1/24"));
            Program successor = node.start("Gemel", Software.GEMEL.command(directory));
            await("a successor takes over", successor, () -> has(node, STATIC) && has(node, VIRTUAL));

            successor.signalMain("TERM");
            await("nothing is left", successor, () -> hasNone(node, STATIC) && hasNone(node, VIRTUAL));
            assertThat(state(node)).contains(node.address4() + "/24");
        }
    }

    @Test
    void aRouteThatWasDroppedFromTheFileBetweenAKillAndARestartGoes(@TempDir Path directory) throws IOException {
        Requirement.check(Rig.missing(Software.GEMEL));
        Path file = Files.writeString(directory.resolve("keepalived.conf"), CONFIGURATION);
        try (Lab lab = Lab.build("gemelit", 1, 1)) {
            Node node = lab.router(1);
            node.run("ip", "link", "add", "eth5", "type", "veth", "peer", "name", "eth6");
            node.run("ip", "link", "set", "eth5", "up");
            Program program = node.start("Gemel", Software.GEMEL.command(directory));
            await("it serves", program, () -> has(node, STATIC) && has(node, VIRTUAL));

            program.signalMain("KILL");
            program.awaitExit(Rig.DEADLINE);
            List<String> dropped =
                    List.of("10.77.0.0/16", "from 10.78.0.0/16", "10.79.0.0/16", "from 10.81.0.0/16", "10.7.0.1/24");
            Files.write(
                    file,
                    CONFIGURATION
                            .lines()
                            .filter(line -> dropped.stream().noneMatch(line::contains))
                            .toList());
            assertThat(state(node)).contains(dropped);
            Program successor = node.start("Gemel", Software.GEMEL.command(directory));
            await(
                    "a successor serves, without what was dropped",
                    successor,
                    () -> hasNone(node, dropped) && has(node, List.of("10.0.0.1/24", "10.80.0.0/16 dev")));
        }
    }

    @Test
    void appliancesWithoutAnAddressOfTheHostInTheirNetworkLeaveEachOtherAlone(@TempDir Path directory)
            throws IOException {
        Requirement.check(Rig.missing(Software.GEMEL));
        try (Lab lab = Lab.build("gemelit", 1, 1)) {
            Node node = lab.router(1);
            Program changes = node.start("addresses", List.of("ip", "-o", "monitor", "address"));
            Program first = startOne(node, directory, 1);
            await("the first serves", first, () -> state(node).contains("10.5.0.1/24"));
            Program second = startOne(node, directory, 2);
            await("the second serves", second, () -> state(node).contains("10.5.0.2/24"));
            await("both have extended their leases", second, () -> {
                List<String> lines = changes.lines().all();
                return lines.stream()
                                        .filter(line -> line.contains("10.5.0.1/24"))
                                        .count()
                                > 3
                        && lines.stream()
                                        .filter(line -> line.contains("10.5.0.2/24"))
                                        .count()
                                > 3;
            });
            assertThat(changes.lines().all()).noneMatch(line -> line.startsWith("Deleted"));

            first.signalMain("TERM");
            first.awaitExit(Rig.DEADLINE);
            await("the first's address goes", second, () -> !state(node).contains("10.5.0.1/24"));

            assertThat(state(node)).contains("10.5.0.2/24");
            assertThat(changes.lines().all())
                    .filteredOn(line -> line.startsWith("Deleted"))
                    .allSatisfy(line -> assertThat(line).contains("10.5.0.1/24"));
            assertThat(second.output()).doesNotContain("10.5.0.2/24 was removed");
        }
    }

    private static Program startOne(Node node, Path directory, int number) throws IOException {
        Path own = Files.createDirectory(directory.resolve("gemel" + number));
        Files.writeString(own.resolve("keepalived.conf"), """
                vrrp_instance lan {
                    interface eth0
                    virtual_router_id 5%1$d
                    priority 200
                    version 3
                    advert_int 0.1
                    virtual_ipaddress {
                        10.5.0.%1$d/24
                    }
                }
                """.formatted(number));
        return node.start("Gemel " + number, Software.GEMEL.command(own));
    }

    private static void await(String what, Program program, BooleanSupplier condition) {
        Await.until(what, Rig.DEADLINE, condition, program::output);
    }

    private static boolean has(Node node, List<String> parts) {
        String state = state(node);
        return parts.stream().allMatch(state::contains);
    }

    private static boolean hasNone(Node node, List<String> parts) {
        String state = state(node);
        return parts.stream().noneMatch(state::contains);
    }

    private static String state(Node node) {
        return node.run("ip", "-o", "-4", "address", "show")
                + node.run("ip", "route", "show")
                + node.run("ip", "rule", "show");
    }
}

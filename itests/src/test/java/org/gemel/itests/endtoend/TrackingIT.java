package org.gemel.itests.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gemel.demo.lab.Node;
import org.gemel.itests.rig.Pairing;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Router;
import org.gemel.itests.rig.Setup;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is tracked fails, and is well again: weights, and groups over two interfaces. */
@Execution(ExecutionMode.CONCURRENT)
class TrackingIT {

    private static final String QUICK = "org.gemel.itests.rig.Pairing#quick";
    private static final String SECOND = "10.88.0.100";

    private static final String GROUP = """
            vrrp_sync_group both {
                group {
                    lan
                    second
                }
            }
            vrrp_instance second {
                interface eth1
                virtual_router_id 61
                priority @PRIORITY@
                version 3
                advert_int 0.2
                virtual_ipaddress {
                    10.88.0.100/24
                }
            }
            """;

    private static void tell(Pairing pairing, Setup setup, OnRig.Story story) {
        Requirement.check(pairing.missing());
        try (Rig rig = Rig.build(setup, pairing.better(), pairing.other())) {
            secondInterface(rig.better(), "10.88.0.1/24");
            secondInterface(rig.other(), "10.88.0.2/24");
            story.happen(rig);
        }
    }

    /** On the same switch, with a hardware address of its own. */
    private static void secondInterface(Router router, String address) {
        Node node = router.node();
        node.run("ip", "link", "add", "link", Node.INTERFACE, "name", "eth1", "type", "macvlan", "mode", "bridge");
        node.run("ip", "address", "add", address, "dev", "eth1");
        node.run("ip", "link", "set", "eth1", "up");
    }

    private static void link(Router router, String state) {
        router.node().run("ip", "link", "set", "eth1", state);
    }

    private static void awaitServingBoth(Rig rig, Router router) {
        Router idle = router == rig.better() ? rig.other() : rig.better();
        rig.awaitServing(router);
        rig.await(router + " alone holds " + SECOND, () -> router.holds(SECOND) && !idle.holds(SECOND));
    }

    @ParameterizedTest
    @MethodSource(QUICK)
    void aGroupMovesWithTheInterfaceOfOneMember(Pairing pairing) {
        tell(pairing, pairing.flavour().setup().with(GROUP, ""), rig -> {
            rig.startBoth();
            awaitServingBoth(rig, rig.better());

            link(rig.better(), "down");
            awaitServingBoth(rig, rig.other());

            link(rig.better(), "up");
            awaitServingBoth(rig, rig.better());
        });
    }

    @ParameterizedTest
    @MethodSource(QUICK)
    void theWeightOfAnInterfaceTurnsTheElection(Pairing pairing) {
        String lines = "    track_interface {\n        eth1 weight -150\n    }\n";
        tell(pairing, pairing.flavour().setup().with("", lines), rig -> {
            rig.startBoth();

            link(rig.better(), "down");
            rig.awaitServing(rig.other());

            link(rig.better(), "up");
            rig.awaitServing(rig.better());
        });
    }

    @ParameterizedTest
    @MethodSource(QUICK)
    void aNumberInAFileTurnsTheElection(Pairing pairing, @TempDir Path directory) {
        String definition = "track_file level {\n    file " + directory + "/@NODE@\n    weight 10\n}\n";
        String lines = "    track_file {\n        level\n    }\n";
        tell(pairing, pairing.flavour().setup().with(definition, lines), rig -> {
            for (Router router : List.of(rig.better(), rig.other())) {
                write(directory, router, 0);
            }
            rig.startBoth();

            write(directory, rig.better(), -15);
            rig.awaitServing(rig.other());

            write(directory, rig.better(), 0);
            rig.awaitServing(rig.better());
        });
    }

    private static void write(Path directory, Router router, int number) {
        try {
            Files.writeString(directory.resolve(router.node().name()), number + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

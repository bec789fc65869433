package org.gemel.itests.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gemel.demo.lab.Commands;
import org.gemel.demo.lab.Node;
import org.gemel.demo.lab.Program;

/** A program that speaks BFD with a router of the lab, at 150 ms and a multiplier of 4, in both families. */
public enum BfdPeer {
    /** FRR's bfdd, with the zebra that it asks about interfaces. */
    FRR {
        @Override
        public Program start(Node self, Node other, Path directory) {
            write(directory.resolve("zebra.conf"), "hostname " + self.name() + "\n");
            write(directory.resolve("bfdd.conf"), """
                    hostname %s
                    bfd
                     peer %s interface %s
                      receive-interval 200
                      transmit-interval 150
                      detect-multiplier 4
                     !
                     peer %s local-address %s interface %s
                      receive-interval 200
                      transmit-interval 150
                      detect-multiplier 4
                     !
                    !
                    """.formatted(
                    self.name(), other.address4(), Node.INTERFACE, other.address6(), self.address6(), Node.INTERFACE));
            Commands.check("chown", "-R", "frr:frr", directory.toString());
            daemon(self, "zebra", directory, List.of());
            Commands.check("sh", "-c", "until [ -S " + directory.resolve("zserv.api") + " ]; do sleep 0.05; done");
            return daemon(
                    self,
                    "bfdd",
                    directory,
                    List.of("--bfdctl", directory.resolve("bfdd.sock").toString()));
        }

        private Program daemon(Node self, String name, Path directory, List<String> more) {
            List<String> command = new ArrayList<>(List.of(
                    "/usr/lib/frr/" + name,
                    "--vty_socket",
                    directory.toString(),
                    "-z",
                    directory.resolve("zserv.api").toString(),
                    "-u",
                    "frr",
                    "-g",
                    "frr",
                    "--log",
                    "stdout",
                    "-P",
                    "0",
                    "-f",
                    directory.resolve(name + ".conf").toString(),
                    "-i",
                    directory.resolve(name + ".pid").toString()));
            command.addAll(more);
            return self.start(name, command);
        }

        @Override
        public List<String> missing() {
            return Files.isExecutable(Path.of("/usr/lib/frr/bfdd"))
                    ? List.of()
                    : List.of("the program bfdd is not installed (Debian's package frr)");
        }
    },

    /** Debian's keepalived, in which a virtual router of no interest tracks the sessions. */
    KEEPALIVED {
        @Override
        public Program start(Node self, Node other, Path directory) {
            write(Software.config(directory), """
                    global_defs {
                        router_id %s
                    }
                    bfd_instance four {
                        neighbor_ip %s
                        min_rx 200
                        min_tx 150
                        multiplier 4
                    }
                    bfd_instance six {
                        neighbor_ip %s
                        min_rx 200
                        min_tx 150
                        multiplier 4
                    }
                    vrrp_instance unconcerned {
                        interface %s
                        virtual_router_id 99
                        virtual_ipaddress {
                            10.0.0.99/24
                        }
                        track_bfd {
                            four weight 10
                            six weight 10
                        }
                    }
                    """.formatted(
                            self.name(), other.address4(), other.address6(), Node.INTERFACE));
            List<String> command = new ArrayList<>(Software.KEEPALIVED.command(directory));
            command.remove("--vrrp");
            command.add("--bfd_pid=" + directory.resolve("bfd.pid"));
            return self.start("keepalived", command);
        }

        @Override
        public List<String> missing() {
            return Software.KEEPALIVED.missing();
        }
    };

    /**
     * Starts it.
     *
     * @param self where
     * @param other whom it watches
     * @param directory its own, empty
     * @return the program whose end is the end of its BFD
     */
    public abstract Program start(Node self, Node other, Path directory);

    /** What is missing on this machine, a sentence each. */
    public abstract List<String> missing();

    /** A command of FRR's shell. */
    public static String vtysh(Path directory, String... commands) {
        List<String> all = new ArrayList<>(List.of("vtysh", "--vty_socket", directory.toString(), "-d", "bfdd"));
        for (String command : commands) {
            all.add("-c");
            all.add(command);
        }
        return Commands.check(all, "");
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
}

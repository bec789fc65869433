package org.gemel.itests.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.gemel.demo.lab.Commands;
import org.gemel.demo.lab.Node;
import org.gemel.demo.lab.Program;

/** A program that can be a router of the lab. */
public enum Software {
    /** The packaged distribution. */
    GEMEL {
        @Override
        public List<String> command(Path directory) {
            return List.of(launcher(), "run", "-f", config(directory).toString(), "--run-dir", directory.toString());
        }

        @Override
        void reload(Path directory, Program running) {
            Commands.check(launcher(), "reload", "--run-dir", directory.toString());
        }

        @Override
        boolean ready(String line) {
            return line.contains(": running /");
        }

        @Override
        List<String> missing() {
            return Files.isExecutable(Path.of(launcher()))
                    ? List.of()
                    : List.of("the distribution is not built: there is no " + launcher());
        }
    },

    /** Debian's keepalived, with everything it writes in a directory of its own. */
    KEEPALIVED {
        @Override
        public List<String> command(Path directory) {
            return List.of(
                    "keepalived",
                    "--dont-fork",
                    "--vrrp",
                    "--log-console",
                    "--log-detail",
                    "--use-file=" + config(directory),
                    "--pid=" + directory.resolve("keepalived.pid"),
                    "--vrrp_pid=" + directory.resolve("vrrp.pid"),
                    "--checkers_pid=" + directory.resolve("checkers.pid"));
        }

        @Override
        void reload(Path directory, Program running) {
            running.signalMain("HUP");
        }

        @Override
        boolean ready(String line) {
            return line.contains("Startup complete");
        }

        @Override
        List<String> missing() {
            return Files.isExecutable(Path.of("/usr/sbin/keepalived"))
                    ? List.of()
                    : List.of("the program keepalived is not installed (Debian's package keepalived)");
        }
    },

    /** Debian's FRR: its vrrpd, on links that a script makes for it. It cannot reload. */
    FRR {
        @Override
        public List<String> command(Path directory) {
            return List.of("sh", "src/test/frr/vrrpd.sh", directory.toString());
        }

        @Override
        void configure(Path directory, Setup setup, Node self, Node peer, int priority, boolean expectsToServe)
                throws IOException {
            Files.writeString(directory.resolve("vrrpd.conf"), setup.textForFrr(priority));
        }

        @Override
        void reload(Path directory, Program running) {
            throw new UnsupportedOperationException("nothing here reloads FRR");
        }

        @Override
        boolean ready(String line) {
            return line.contains("FRR is running");
        }

        @Override
        List<String> missing() {
            return Files.isExecutable(Path.of("/usr/lib/frr/vrrpd"))
                    ? List.of()
                    : List.of("the program vrrpd is not installed (Debian's package frr)");
        }
    };

    /** Writes its configuration into a directory; most read the same language. */
    void configure(Path directory, Setup setup, Node self, Node peer, int priority, boolean expectsToServe)
            throws IOException {
        Files.writeString(config(directory), setup.text(self, peer, priority, expectsToServe));
    }

    /** How it is started with the configuration and everything it writes in a directory. */
    public abstract List<String> command(Path directory);

    abstract void reload(Path directory, Program running);

    /** Whether a line of its log says that it has begun, and hears signals and commands. */
    abstract boolean ready(String line);

    abstract List<String> missing();

    static Path config(Path directory) {
        return directory.resolve("keepalived.conf");
    }

    /** The packaged {@code bin/gemel}: under the system property {@code gemel.home}, else where the build puts it. */
    public static String launcher() {
        return Path.of(System.getProperty("gemel.home", "../distribution/target/gemel"), "bin", "gemel")
                .toAbsolutePath()
                .normalize()
                .toString();
    }

    @Override
    public String toString() {
        return this == FRR ? name() : name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
}

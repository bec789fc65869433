package org.gemel.itests.rig;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.gemel.demo.lab.Commands;
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
    };

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
        return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
    }
}

package org.gemel.itests.dump;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gemel.demo.lab.Requirements;

/**
 * Starts keepalived with a file, keeps what it dumps, and ends it before it acts: in a network of its own that has the
 * interfaces the file names, among processes of its own, with a file system that cannot be written.
 */
final class Keepalived {

    private static final String PROGRAM = "/usr/sbin/keepalived";

    /** In the namespaces: {@code $1} is the file, the others are interfaces. */
    private static final String SCRIPT = """
            mount -o remount,ro,bind / 2>/dev/null
            mount -t tmpfs none /run && mkdir /run/cases && hostname node
            file=$1; shift; number=1
            ip link set lo up
            for name; do
              ip link add "$name" type veth peer name "peer$number"
              ip link set "$name" up; ip link set "peer$number" up
              ip address add 10.99.$number.1/24 dev "$name"
              ip address add fd99:$number::1/64 dev "$name" nodad
              number=$((number + 1))
            done
            exec timeout --signal=KILL 30 keepalived --dump-conf --log-console --dont-fork --no-syslog \\
              --config-id=node --use-file="$file" $(grep -q virtual_server "$file" && echo --vrrp)
            """;

    /** {@code Mon Nov 23 14:43:26 2026: } before each line. */
    private static final Pattern TIME = Pattern.compile("^\\w{3} \\w{3} +\\d+ [\\d:]{8} \\d{4}: ");

    /** What is said when there will be no dump, and keepalived goes on all the same. */
    private static final Pattern HOPELESS =
            Pattern.compile("Warning - keepalived has no configuration to run|pid \\d+ " + Dump.CRASH + ".*");

    private static final Pattern NO_INTERFACE = Pattern.compile(
            "[Ii]nterface ([\\w.-]{1,15})\\b.*(doesn't|does not) exist|unknown interface ([\\w.-]{1,15})");

    private Keepalived() {}

    static List<String> missing() {
        List<String> missing = new ArrayList<>(Requirements.missing());
        if (!Files.isExecutable(Path.of(PROGRAM))) {
            missing.add("the program keepalived is not installed (Debian's package keepalived)");
        }
        return missing;
    }

    /** The dump, in a network with the interfaces that keepalived asked for, and eth0. */
    static Dump dump(Path file) {
        Set<String> interfaces = new LinkedHashSet<>(List.of("eth0"));
        for (int run = 0; ; run++) {
            Dump dump = new Dump(run(file, interfaces));
            boolean grown = false;
            for (String line : dump.lines()) {
                Matcher unknown = NO_INTERFACE.matcher(line);
                if (unknown.find()) {
                    grown |= interfaces.add(unknown.group(1) == null ? unknown.group(3) : unknown.group(1));
                }
            }
            if (run > 8 || !grown && !dump.torn()) {
                return dump;
            }
        }
    }

    private static List<String> run(Path file, Set<String> interfaces) {
        List<String> command = new ArrayList<>(List.of(
                "unshare",
                "--net",
                "--mount",
                "--uts",
                "--pid",
                "--fork",
                "--kill-child",
                "--mount-proc",
                "sh",
                "-c",
                SCRIPT,
                "sh",
                file.toAbsolutePath().toString()));
        command.addAll(interfaces);
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            try {
                return dumped(process, text.contains("bfd_instance") && !text.contains("virtual_server"));
            } finally {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The interfaces are dumped last. The sessions are dumped by a process of their own, at any time, and whether that has said
     * all is known when it has ended.
     */
    private static List<String> dumped(Process process, boolean sessions) throws IOException {
        Set<String> awaited = new HashSet<>(Set.of("------< Interfaces >------"));
        if (sessions) {
            awaited.add("------< BFD Topology >------");
        }
        List<String> lines = new ArrayList<>();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.ISO_8859_1))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                String plain = TIME.matcher(line).replaceFirst("");
                lines.add(plain);
                if (HOPELESS.matcher(plain).matches()) {
                    break;
                }
                if (awaited.remove(plain) && awaited.isEmpty()) {
                    if (!sessions) {
                        break;
                    }
                    process.children().forEach(ProcessHandle::destroy);
                }
            }
        }
        return lines;
    }
}

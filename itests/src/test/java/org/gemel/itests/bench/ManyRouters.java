package org.gemel.itests.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.gemel.demo.lab.Commands;
import org.gemel.demo.lab.Program;
import org.gemel.itests.rig.Software;

/** A thousand virtual routers on ten links in one namespace, and another namespace at the other ends of the cables. */
final class ManyRouters implements AutoCloseable {

    static final int LINKS = 10;
    static final int VRIDS = 50;
    /** Both families. */
    static final int ROUTERS = LINKS * VRIDS * 2;

    /** Of the kernel's clock that counts what a process uses; Linux has told programs so ever since. */
    private static final double TICKS_PER_SECOND = 100;

    private final String here = "gemelscale-" + ProcessHandle.current().pid();
    private final String there = here + "-peer";
    private final Path directory;
    private final List<Program> programs = new ArrayList<>();

    ManyRouters() {
        try {
            directory = Files.createTempDirectory("gemel-scale");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Commands.check("ip", "netns", "add", here);
        Commands.check("ip", "netns", "add", there);
        for (int link = 0; link < LINKS; link++) {
            ip(here, "link add e" + link + " type veth peer name e" + link + " netns " + there);
            ip(here, "link set e" + link + " addrgenmode none");
            ip(there, "link set e" + link + " addrgenmode none");
            ip(there, "link set e" + link + " up");
            ip(here, "link set e" + link + " up");
            ip(here, "addr add 10.99." + link + ".1/24 dev e" + link);
            ip(here, "addr add fe80::" + link + ":1/64 dev e" + link + " nodad");
        }
    }

    private static void ip(String namespace, String arguments) {
        List<String> command = new ArrayList<>(List.of("ip", "-n", namespace));
        command.addAll(List.of(arguments.split(" ")));
        Commands.check(command, "");
    }

    private static String text() {
        StringBuilder text = new StringBuilder("""
                global_defs {
                    router_id scale
                    vrrp_rt_priority 50
                    vrrp_rlimit_rttime 10000000
                }
                """);
        for (int link = 0; link < LINKS; link++) {
            for (int vrid = 1; vrid <= VRIDS; vrid++) {
                text.append(
                        instance("v4_" + link + "_" + vrid, link, vrid, "10.99." + link + "." + (100 + vrid) + "/24"));
                text.append(instance("v6_" + link + "_" + vrid, link, vrid, "fe80::" + link + ":5e:" + vrid + "/64"));
            }
        }
        return text.toString();
    }

    private static String instance(String name, int link, int vrid, String address) {
        return """
                vrrp_instance %s {
                    state MASTER
                    interface e%d
                    virtual_router_id %d
                    priority 255
                    version 3
                    advert_int 1
                    virtual_ipaddress {
                        %s
                    }
                }
                """.formatted(name, link, vrid, address);
    }

    /** Starts to record the advertisements that the other ends hear, into the file that is returned. */
    Path record() {
        Path file = directory.resolve("heard.pcap");
        Program tcpdump = Program.start(
                "tcpdump",
                List.of(
                        "ip",
                        "netns",
                        "exec",
                        there,
                        "tcpdump",
                        "-n",
                        "-i",
                        "any",
                        "-Z",
                        "root",
                        "-B",
                        "16384",
                        "-s",
                        "128",
                        "--time-stamp-precision=nano",
                        "-U",
                        "-w",
                        file.toString(),
                        "proto 112 or ip6 proto 112"));
        programs.add(tcpdump);
        tcpdump.lines().await("start of tcpdump", Duration.ofSeconds(10), line -> line.contains("listening on"));
        return file;
    }

    Program start(Software software) {
        try {
            Path home = Files.createDirectory(directory.resolve(software.name()));
            Files.writeString(home.resolve("keepalived.conf"), text());
            List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", here));
            command.addAll(software.command(home));
            // Detailed lines for every one of its thousand addresses would take keepalived 20 s.
            command.remove("--log-detail");
            Program program = Program.start(software.toString(), command);
            programs.add(program);
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many addresses there are that somebody put there. */
    long addresses() {
        return Commands.check("ip", "-o", "-n", here, "address", "show")
                        .lines()
                        .filter(line -> line.contains(" e"))
                        .count()
                - 2 * LINKS;
    }

    /** The processor time that a program and its children have used. */
    static Duration used(Program program) {
        double ticks = family(program)
                .mapToDouble(pid -> {
                    String stat = read(pid, "stat");
                    String[] fields =
                            stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ");
                    return fields.length < 13 ? 0 : Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
                })
                .sum();
        return Duration.ofNanos((long) (ticks / TICKS_PER_SECOND * 1e9));
    }

    /** Kilobytes that a program and its children have in memory. */
    static long resident(Program program) {
        return family(program)
                .map(pid -> read(pid, "status")
                        .lines()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum())
                .sum();
    }

    private static LongStream family(Program program) {
        ProcessHandle main = ProcessHandle.of(program.pid()).orElseThrow();
        return Stream.concat(Stream.of(main), main.descendants()).mapToLong(ProcessHandle::pid);
    }

    private static String read(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException ended) {
            return "";
        }
    }

    /** Ends the recording, so that all of it is in the file. */
    void stopRecording() {
        programs.get(0).signalMain("INT");
        programs.get(0).awaitExit(Duration.ofSeconds(10));
    }

    @Override
    public void close() {
        programs.forEach(Program::close);
        Commands.run(List.of("ip", "netns", "del", here), "");
        Commands.run(List.of("ip", "netns", "del", there), "");
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

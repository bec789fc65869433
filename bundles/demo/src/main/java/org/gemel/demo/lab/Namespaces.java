package org.gemel.demo.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Names of network namespaces. Each carries the process that made it, so that what a killed one left behind is found
 * and removed by the next.
 */
final class Namespaces {

    private static final Pattern NAME = Pattern.compile("(?<prefix>[a-z]{1,8})-(?<pid>\\d+)-(?<lab>\\d+)-[a-z0-9]+");

    private static final AtomicInteger COUNT = new AtomicInteger();

    private Namespaces() {}

    /** A number that no other lab of this process has. */
    static int number() {
        return COUNT.incrementAndGet();
    }

    static String name(String prefix, int lab, String node) {
        return prefix + "-" + ProcessHandle.current().pid() + "-" + lab + "-" + node;
    }

    /** Removes what processes that do not run any more have left behind under a prefix. */
    static void removeLeftovers(String prefix) {
        list().stream().filter(name -> abandoned(name, prefix)).forEach(Namespaces::remove);
    }

    private static boolean abandoned(String name, String prefix) {
        Matcher match = NAME.matcher(name);
        return match.matches()
                && match.group("prefix").equals(prefix)
                && ProcessHandle.of(Long.parseLong(match.group("pid"))).isEmpty();
    }

    /** Not by {@code ip netns list}, which complains of those that somebody else is just making or removing. */
    static List<String> list() {
        try (Stream<Path> files = Files.list(Path.of("/run/netns"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw new LabException("cannot list the network namespaces in /run/netns: " + e.getMessage(), e);
        }
    }

    /** Kills what runs in a namespace and removes it; one that is not there is no error. */
    static void remove(String name) {
        Commands.Result pids = Commands.run(List.of("ip", "netns", "pids", name), "");
        if (pids.status() == 0) {
            Arrays.stream(pids.output().trim().split("\\s+"))
                    .filter(pid -> !pid.isEmpty())
                    .map(pid -> ProcessHandle.of(Long.parseLong(pid)))
                    .flatMap(Optional::stream)
                    .forEach(ProcessHandle::destroyForcibly);
        }
        Commands.run(List.of("ip", "netns", "del", name), "");
    }
}

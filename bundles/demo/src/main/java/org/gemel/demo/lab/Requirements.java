package org.gemel.demo.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a lab needs of the machine. */
public final class Requirements {

    private static final List<String> TOOLS = List.of("ip", "nft", "tcpdump", "ping", "kill");
    private static final List<String> PLACES = List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin");
    private static final String PACKAGES = "Debian's packages iproute2, nftables, tcpdump, iputils-ping and procps";

    private Requirements() {}

    /**
     * What is missing, a sentence each; empty if a lab can be built.
     *
     * @param more further programs that are needed
     */
    public static List<String> missing(String... more) {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return List.of("network namespaces need Linux, and this is " + System.getProperty("os.name"));
        }
        List<String> missing = new ArrayList<>();
        if (!root()) {
            missing.add("network namespaces need root");
        }
        List<String> tools = new ArrayList<>(TOOLS);
        tools.addAll(List.of(more));
        for (String tool : tools) {
            if (PLACES.stream().noneMatch(place -> Files.isExecutable(Path.of(place, tool)))) {
                missing.add("the program " + tool + " is not installed"
                        + (TOOLS.contains(tool) ? " (" + PACKAGES + ")" : ""));
            }
        }
        if (missing.isEmpty()) {
            String refusal = refusal();
            if (!refusal.isEmpty()) {
                missing.add("network namespaces cannot be made here: " + refusal);
            }
        }
        return missing;
    }

    /** A container's root may lack the right although it is root: only trying tells. */
    private static String refusal() {
        String name = Namespaces.name("try", Namespaces.number(), "x");
        Commands.Result result = Commands.run(List.of("ip", "netns", "add", name), "");
        if (result.status() != 0) {
            return result.output().strip();
        }
        Commands.check("ip", "netns", "del", name);
        return "";
    }

    private static boolean root() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}

package org.gemel.config.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Debian's keepalived says to a configuration, in a network namespace that has the interfaces which it asks for. */
public final class Keepalived {

    private static final Pattern PLACE = Pattern.compile("\\((?:.*: )?Line (\\d+)\\) (.*)");
    private static final Pattern MISSING =
            Pattern.compile(".*interface ([\\w.@-]{1,15}) (?:for .* )?doesn't exist.*", Pattern.DOTALL);

    /** The name that it is given, the file, the interfaces. */
    private static final String IN_A_NAMESPACE = """
            name=$1 file=$2 n=0
            shift 2
            for link; do
              n=$((n + 1))
              ip link add name "$link" type veth peer name "peer$n" && ip link set "$link" up
            done
            exec keepalived -t -i "$name" -f "$file"
            """;

    private static final int MOST_ROUNDS = 4;
    private static final int PATIENCE_SECONDS = 60;

    private Keepalived() {}

    /**
     * One thing that it complains of.
     *
     * @param line where; 0 if it does not say
     */
    public record Complaint(int line, String text) {

        static Complaint of(String said) {
            Matcher placed = PLACE.matcher(said);
            return placed.matches()
                    ? new Complaint(Integer.parseInt(placed.group(1)), placed.group(2))
                    : new Complaint(0, said);
        }

        @Override
        public String toString() {
            return line == 0 ? text : line + ": " + text;
        }
    }

    /** Skips the calling test with the reason where it cannot be asked; with {@code -Dgemel.lab=required} fails it. */
    public static void assumePossible() {
        String obstacle = obstacle();
        if (!obstacle.isEmpty() && "required".equals(System.getProperty("gemel.lab"))) {
            fail(obstacle);
        }
        assumeTrue(obstacle.isEmpty(), obstacle);
    }

    private static String obstacle() {
        try {
            run(List.of("unshare", "-n", "ip", "link", "add", "name", "trial", "type", "veth", "peer", "name", "peer"));
            String version = run(List.of("keepalived", "--version"));
            return version.contains("Keepalived v2.2.") ? "" : "needs keepalived 2.2, whose words the tables have";
        } catch (IOException e) {
            return "keepalived cannot be asked in a network namespace: "
                    + String.valueOf(e.getMessage()).strip();
        }
    }

    /** All that it complains of, each once, which its processes say more often. */
    public static Set<Complaint> complaints(Path file, String name) throws IOException {
        Set<String> links = new TreeSet<>();
        List<Complaint> said = List.of();
        for (int round = 0; round < MOST_ROUNDS; round++) {
            said = ask(file, name, links);
            boolean more = false;
            for (Complaint complaint : said) {
                Matcher missing = MISSING.matcher(complaint.text());
                more |= missing.matches() && links.add(missing.group(1));
            }
            if (!more) {
                break;
            }
        }
        return new LinkedHashSet<>(said);
    }

    private static List<Complaint> ask(Path file, String name, Collection<String> links) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("unshare", "-n", "sh", "-c", IN_A_NAMESPACE, "sh", name, file.toString()));
        command.addAll(links);
        return output(command).text().lines().map(Complaint::of).toList();
    }

    private record Output(String text, int code) {}

    private static String run(List<String> command) throws IOException {
        Output output = output(command);
        if (output.code() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output.text());
        }
        return output.text();
    }

    private static Output output(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).exceptionally(late -> process.destroyForcibly());
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Output(text, process.onExit().join().exitValue());
    }
}

package org.gemel.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gemel.demo.lab.Await;
import org.gemel.demo.lab.Lab;
import org.gemel.demo.lab.Node;
import org.gemel.demo.lab.Program;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What the kernel of a master has for each line of a configuration, as {@code ip} shows it, beside what keepalived makes of
 * the very same file.
 */
@Execution(ExecutionMode.CONCURRENT)
class HoldingsIT {

    private static final String NOTHING = "-";
    private static final String SAME = "=";
    private static final Pattern ROUTE = Pattern.compile("^(?:[a-z]+ )?(default|[0-9a-f.:]+(?:/\\d+)?) .*");

    /**
     * A row of the tables.
     *
     * @param key what the line of {@code ip} is found by
     * @param entry as it stands in the configuration
     * @param keepalived what keepalived makes of it, or - for nothing
     * @param gemel what Gemel makes of it, or = for the same
     * @param why they differ
     */
    private record Row(String key, String entry, String keepalived, String gemel, String why) {}

    private static List<Row> rows(String table) {
        try (InputStream in = HoldingsIT.class.getResourceAsStream(table)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(cells -> new Row(cells[0], cells[1], cells[2], cells[3], cells[4]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @TestFactory
    List<DynamicTest> theKernelHasWhatKeepalivedMakesOfTheSameLine(@TempDir Path directory) throws IOException {
        Requirement.check(Rig.missing(Software.GEMEL, Software.KEEPALIVED));
        List<Row> addresses = rows("addresses.tsv");
        List<Row> routes = rows("routes.tsv");
        List<Row> rules = rows("rules.tsv");
        Map<Software, Map<String, String>> found = new TreeMap<>();
        for (Software software : List.of(Software.GEMEL, Software.KEEPALIVED)) {
            found.put(software, holdings(software, directory, configuration(addresses, routes, rules)));
        }
        List<DynamicTest> tests = new ArrayList<>();
        for (List<Row> table : List.of(addresses, routes, rules)) {
            for (Row row : table) {
                String wanted = row.gemel.equals(SAME) ? row.keepalived : row.gemel;
                tests.add(DynamicTest.dynamicTest(row.entry, () -> {
                    assertThat(found.get(Software.KEEPALIVED).getOrDefault(row.key, NOTHING))
                            .as("keepalived")
                            .isEqualTo(row.keepalived);
                    assertThat(found.get(Software.GEMEL).getOrDefault(row.key, NOTHING))
                            .as("Gemel")
                            .isEqualTo(wanted);
                    assertThat(row.why.isEmpty())
                            .as("a difference is explained, and only a difference")
                            .isEqualTo(row.gemel.equals(SAME));
                }));
            }
        }
        return tests;
    }

    private static String configuration(List<Row> addresses, List<Row> routes, List<Row> rules) {
        return """
                vrrp_instance lan {
                    interface eth0
                    virtual_router_id 51
                    priority 200
                    version 3
                    advert_int 0.1
                    virtual_ipaddress {
                        10.0.0.1/24
                    }
                    virtual_ipaddress_excluded {
                %s
                    }
                    virtual_routes {
                %s
                    }
                    virtual_rules {
                %s
                        from 10.255.0.0/16 table 100 preference 9999
                    }
                }
                """.formatted(lines(addresses), lines(routes), lines(rules));
    }

    private static String lines(List<Row> rows) {
        return rows.stream().map(row -> "        " + row.entry).collect(Collectors.joining("\n"));
    }

    /** What a router has once it is master. */
    private static Map<String, String> holdings(Software software, Path directory, String configuration)
            throws IOException {
        try (Lab lab = Lab.build("gemelit", 1, 1)) {
            Node router = lab.router(1);
            Path own = Files.createDirectory(directory.resolve(software.name()));
            Files.writeString(own.resolve("keepalived.conf"), configuration);
            Program program = router.start(software.toString(), software.command(own));
            Await.until(
                    software + " has installed the last of all",
                    Rig.DEADLINE,
                    () -> router.run("ip", "rule", "show").contains("10.255.0.0/16"),
                    program::output);
            Map<String, String> found = new TreeMap<>();
            for (String family : List.of("-4", "-6")) {
                routes(router.run("ip", "-d", family, "route", "show", "table", "all"), found);
                rules(family, router.run("ip", "-d", family, "rule", "show"), found);
                addresses(router.run("ip", family, "-d", "-o", "addr", "show", "dev", "eth0"), found);
            }
            return found;
        }
    }

    private static void routes(String output, Map<String, String> found) {
        for (String line : output.replaceAll("\\s*\n\t", " ").split("\n")) {
            String text =
                    line.strip().replaceAll("expires \\d+sec", "expires Nsec").replaceAll(" +", " ");
            Matcher matcher = ROUTE.matcher(text);
            if (matcher.matches() && !text.contains("proto kernel")) {
                String metric = matcher.group(1).equals("default") ? text.replaceAll(".*( metric \\d+).*", "$1") : "";
                found.put(matcher.group(1) + metric, text);
            }
        }
    }

    private static void rules(String family, String output, Map<String, String> found) {
        output.lines()
                .filter(line -> !line.contains("proto kernel"))
                .forEach(line -> found.put(
                        family.substring(1) + " " + line.split(":", 2)[0],
                        line.strip().replaceFirst("\t", " ")));
    }

    /** Lifetimes are a lease's with Gemel: whether one is preferred is what counts. */
    private static void addresses(String output, Map<String, String> found) {
        output.lines().forEach(line -> {
            String text = line.replaceAll("^\\d+: eth0 +", "")
                    .replace("\\", " ")
                    .replaceAll(" (dynamic|secondary|tentative)", "")
                    .replaceAll(" proto \\S+", "")
                    .replaceAll("valid_lft \\S+", "")
                    .replaceAll("preferred_lft 0sec", "never preferred")
                    .replaceAll("preferred_lft \\S+", "")
                    .replaceAll(" +", " ")
                    .strip();
            found.put(text.split("[ /]")[1], text);
        });
    }
}

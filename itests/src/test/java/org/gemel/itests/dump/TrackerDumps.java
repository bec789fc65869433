package org.gemel.itests.dump;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gemel.shell.internal.explain.Fact;
import org.gemel.shell.internal.explain.Section;

/** Scripts, files, processes and BFD sessions in a dump. */
final class TrackerDumps {

    private TrackerDumps() {}

    static Section script(Outline script) {
        Map<String, String> values = values(
                "vrrp_script",
                script,
                Map.of(
                        "Command",
                        "script",
                        "Interval",
                        "interval",
                        "Timeout",
                        "timeout",
                        "Rise",
                        "rise",
                        "Fall",
                        "fall"));
        values.replaceAll((keyword, value) -> keyword.equals("script") ? command(value) : value.replace(" sec", ""));
        // 0 stands for as long as the interval.
        if (values.get("timeout").equals("0")) {
            values.put("timeout", values.get("interval"));
        }
        return section("vrrp_script", script, values);
    }

    static Section file(Outline file) {
        return section("track_file", file, values("track_file", file, Map.of("File", "file")));
    }

    static Section process(Outline process) {
        Map<String, String> values = values(
                "vrrp_track_process",
                process,
                Map.of(
                        "Process", "process",
                        "Parameters", "parameters",
                        "Param match", "param_match",
                        "Min processes", "quorum",
                        "Max processes", "quorum_max",
                        "Terminate delay", "terminate_delay",
                        "Fork delay", "fork_delay",
                        "Full command", "full_command"));
        String parameters = values.remove("parameters");
        values.computeIfPresent("process", (keyword, path) -> parameters == null ? path : path + " " + parameters);
        values.replaceAll((keyword, value) -> keyword.endsWith("_delay") ? plain(value.replace("s", "")) : value);
        // Without a word behind it, the parameters must be the same.
        values.computeIfPresent("param_match", (keyword, value) -> value.isEmpty() ? "exact" : value);
        values.putIfAbsent("param_match", "none");
        values.putIfAbsent("quorum_max", "unlimited");
        values.compute("full_command", (keyword, value) -> "true".equals(value) ? "on" : "off");
        return section("vrrp_track_process", process, values);
    }

    static Section session(Outline session) {
        Map<String, String> values = values(
                "bfd_instance",
                session,
                Map.of(
                        "Neighbor IP", "neighbor_ip",
                        "Source IP", "source_ip",
                        "Required min RX interval", "min_rx",
                        "Desired min TX interval", "min_tx",
                        "Desired idle TX interval", "idle_tx",
                        "Detection multiplier", "multiplier",
                        "TTL", "ttl",
                        "hoplimit", "ttl",
                        "max_hops", "max_hops",
                        "passive", "passive"));
        values.replaceAll((keyword, value) -> value.endsWith(" us")
                ? plain(new BigDecimal(value.replace(" us", ""))
                        .movePointLeft(3)
                        .toPlainString())
                : value.equals("true") ? "on" : value.equals("false") ? "off" : value);
        values.putIfAbsent("source_ip", "automatic");
        return section("bfd_instance", session, values);
    }

    private static Map<String, String> values(String block, Outline outline, Map<String, String> keywords) {
        Map<String, String> values = new HashMap<>();
        for (Outline line : outline.children()) {
            String keyword = keywords.get(line.key());
            if (keyword == null) {
                Unused.check(block, line);
            } else {
                values.put(keyword, line.value());
            }
        }
        return values;
    }

    private static Section section(String block, Outline outline, Map<String, String> values) {
        List<Fact> facts = new ArrayList<>();
        values.forEach((keyword, value) -> facts.add(new Fact(keyword, value)));
        return new Section(block, outline.value(), facts);
    }

    /** {@code '/bin/a' 'b c'} to {@code /bin/a 'b c'}. */
    private static String command(String quoted) {
        return quoted.replaceAll("'([\\w./:=@%+,-]+)'", "$1");
    }

    /** Without needless zeros. */
    static String plain(String number) {
        BigDecimal value = new BigDecimal(number).stripTrailingZeros();
        return value.signum() == 0 ? "0" : value.toPlainString();
    }
}

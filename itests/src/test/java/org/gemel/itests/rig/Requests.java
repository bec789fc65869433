package org.gemel.itests.rig;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gemel.demo.lab.Node;

/** Requests to web servers that answer with their name and a blank, each on a connection of its own. */
public final class Requests {

    private Requests() {}

    /**
     * Who answers so many requests, and how often; {@code none} where nobody does.
     *
     * @param site host and port, as in a URL
     * @param options more of curl's, such as {@code --interface}
     */
    public static Map<String, Long> ask(Node from, String site, int times, String... options) {
        String answers = from.run(
                "sh",
                "-c",
                "curl -s -m 10 --connect-timeout 1 -H 'Connection: close' " + String.join(" ", options) + " 'http://"
                        + site + "/?[1-" + times + "]' || true");
        Map<String, Long> counted = Arrays.stream(answers.split(" "))
                .filter(each -> !each.isBlank())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        long answered = counted.values().stream().mapToLong(Long::longValue).sum();
        if (answered < times) {
            counted.put("none", times - answered);
        }
        return counted;
    }
}

package org.gemel.shell.internal.explain;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Position;

/** Where in the text a value of a virtual or real server or of a check comes from: what is said nearest counts. */
final class ServerOrigins {

    /** Words that mean the same, or that say it further out. */
    private static final Map<String, List<String>> WORDS = Map.of(
            "lb_algo", List.of("lb_algo", "lvs_sched"),
            "lb_kind", List.of("lb_kind", "lvs_method"),
            "lvs_method", List.of("lvs_method", "lb_kind"),
            "sorry_server_lvs_method", List.of("sorry_server_lvs_method", "lvs_method", "lb_kind"),
            "flag-1", List.of("flag-1", "sh-fallback", "mh-fallback"),
            "flag-2", List.of("flag-2", "sh-port", "mh-port"),
            "retry", List.of("retry", "nb_get_retry"),
            "connect_timeout", List.of("connect_timeout", "misc_timeout"));

    /** Words of a real server that mean another thing in its virtual server. */
    private static final Set<String> NOT_INHERITED = Set.of("snmp_name", "smtp_alert");

    private static final Map<String, List<String>> GLOBAL_WORDS = Map.of(
            "smtp_alert", List.of("smtp_alert_checker", "smtp_alert"),
            "log_all_failures", List.of("checker_log_all_failures"));

    private final List<Directive> tree;

    /** What stands round a check, from the innermost to the outermost, by its place. */
    private final Map<Position, List<Directive>> checks = new HashMap<>();

    ServerOrigins(List<Directive> tree) {
        this.tree = tree;
        for (Directive server : servers()) {
            for (Directive real : server.children()) {
                for (Directive check : real.children()) {
                    checks.put(check.at(), List.of(check, real, server));
                }
            }
        }
    }

    private List<Directive> servers() {
        return tree.stream()
                .filter(directive -> directive.name().equals(ServerFacts.VIRTUAL))
                .toList();
    }

    /** The blocks that may say something of what a section tells of; empty if it is not of servers. */
    List<Directive> chain(Section section) {
        if (section.block().equals(ServerFacts.VIRTUAL)) {
            return servers().stream()
                    .filter(server -> isNamed(server, section.name()))
                    .findFirst()
                    .map(List::of)
                    .orElse(List.of());
        }
        if (section.block().equals(ServerFacts.REAL)) {
            return real(section.name());
        }
        return section.facts().stream()
                .map(Fact::at)
                .filter(Objects::nonNull)
                .map(at -> checks.getOrDefault(at, List.of()))
                .filter(chain -> !chain.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private List<Directive> real(String name) {
        for (Directive server : servers()) {
            for (Directive real : server.children()) {
                boolean is = real.name().equals(ServerFacts.REAL)
                        && !real.arguments().isEmpty()
                        && name.lastIndexOf(' ') > 0
                        && isNamed(server, name.substring(0, name.lastIndexOf(' ')))
                        && name.substring(name.lastIndexOf(' ') + 1)
                                .startsWith(begin(real.arguments().get(0).text()));
                if (is && isPort(real, name)) {
                    return List.of(real, server);
                }
            }
        }
        return List.of();
    }

    /** A port that was not written may be any. */
    private static boolean isPort(Directive real, String name) {
        return real.arguments().size() < 2
                || real.arguments().get(1).text().equals("0")
                || name.endsWith(":" + real.arguments().get(1).text());
    }

    private static boolean isNamed(Directive server, String name) {
        List<String> words = new ArrayList<>();
        server.arguments().forEach(word -> words.add(word.text()));
        if (words.isEmpty()) {
            return false;
        }
        String protocol = server.children().stream()
                .filter(child ->
                        child.name().equals("protocol") && !child.arguments().isEmpty())
                .map(child -> child.arguments().get(0).text().toLowerCase(Locale.ROOT))
                .reduce("udp", (first, second) -> second);
        if (words.size() > 1 && (words.get(0).equals("fwmark") || words.get(0).equals("group"))) {
            String own = words.get(0) + " " + words.get(1);
            return name.equals(own) || name.equals(own + " inet6") || name.equals(own + "/" + protocol);
        }
        return name.equals(begin(words.get(0)) + (words.size() > 1 ? words.get(1) : "0") + "/" + protocol);
    }

    /** {@code 192.0.2.1:}, {@code [2001:db8::1]:}. */
    private static String begin(String address) {
        if (address.indexOf(':') < 0) {
            return address + ":";
        }
        try {
            // No look-up: with a colon in it the text is a literal or refused.
            return "[" + AddressText.of(InetAddress.getByName(address)) + "]:";
        } catch (UnknownHostException e) {
            return "[" + address + "]:";
        }
    }

    /** The statement that a fact comes from; empty for a default, also one that follows from other values. */
    Optional<Position> of(List<Directive> chain, Fact fact) {
        String keyword = fact.keyword().substring(fact.keyword().lastIndexOf(' ') + 1);
        if (keyword.equals("address") || keyword.equals("name")) {
            return Optional.of(chain.get(0).at());
        }
        List<String> words = WORDS.getOrDefault(keyword, List.of(keyword));
        for (Directive block : NOT_INHERITED.contains(keyword) ? chain.subList(0, 1) : chain) {
            Optional<Position> said = last(block, words);
            if (said.isPresent()) {
                return said;
            }
        }
        return outside("global_defs", GLOBAL_WORDS.getOrDefault(keyword, List.of(keyword)))
                .or(() -> outside("SSL", List.of(keyword)));
    }

    private Optional<Position> outside(String name, List<String> words) {
        return tree.stream()
                .filter(directive -> directive.name().equals(name))
                .flatMap(block -> last(block, words).stream())
                .reduce((first, second) -> second);
    }

    private static Optional<Position> last(Directive block, List<String> words) {
        return block.children().stream()
                .filter(child -> words.contains(child.name()))
                .map(Directive::at)
                .reduce((first, second) -> second);
    }
}

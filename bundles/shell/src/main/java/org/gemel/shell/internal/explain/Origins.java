package org.gemel.shell.internal.explain;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Position;
import org.gemel.api.config.Word;
import org.jspecify.annotations.Nullable;

/** Where in the text a value comes from. For one thread. */
public final class Origins {

    /** The words that decide about a fact, where it is not the fact's own word. */
    private static final Map<String, List<String>> OTHER_WORDS = Map.ofEntries(
            Map.entry("nopreempt", List.of("nopreempt", "preempt")),
            Map.entry("no_accept", List.of("no_accept", "accept")),
            Map.entry("family", List.of("native_ipv6")),
            Map.entry("neighbor_ip", List.of("neighbor_ip", "neighbour_ip")),
            Map.entry("ttl", List.of("ttl", "hoplimit")),
            Map.entry("lvs_flush_on_stop", List.of("lvs_flush_on_stop", "lvs_flush_onstop")),
            Map.entry("fork_delay", List.of("fork_delay", "delay")),
            Map.entry("terminate_delay", List.of("terminate_delay", "delay")),
            Map.entry("mcast_src_ip", List.of("mcast_src_ip", "unicast_src_ip")),
            Map.entry("unicast_src_ip", List.of("mcast_src_ip", "unicast_src_ip")));

    /** The words in {@code global_defs} that decide for all virtual routers, where it is not {@code vrrp_} and the word. */
    private static final Map<String, List<String>> GLOBAL_WORDS = Map.ofEntries(
            Map.entry("mcast_dst_ip", List.of("vrrp_mcast_group4", "vrrp_mcast_group6")),
            Map.entry("v3_checksum_as_v2", List.of("v3_checksum_as_v2")),
            Map.entry("strict_mode", List.of("vrrp_strict")),
            Map.entry("garp_master_repeat", List.of("vrrp_garp_master_repeat", "vrrp_min_garp")),
            Map.entry("garp_master_delay", List.of("vrrp_garp_master_delay", "vrrp_min_garp")));

    /** Blocks whose words are told as if they stood in the block round them. */
    private static final Set<String> NESTED = Set.of("authentication", "auth_hmac");

    private static final Word ROOT = new Word("", new Position("", 1, 1), false);

    private final List<Directive> tree;
    private final ServerOrigins servers;

    /** Facts of one section are asked for one after the other, and there may be thousands of servers. */
    private @Nullable Section looked;

    private List<Directive> chain = List.of();

    /** @param tree the whole text */
    public Origins(List<Directive> tree) {
        this.tree = tree;
        this.servers = new ServerOrigins(tree);
    }

    /** The statement that a fact comes from; empty for a default, also one that follows from other values. */
    public Optional<Position> of(Section section, Fact fact) {
        if (fact.at() != null) {
            return Optional.of(fact.at());
        }
        if (section != looked) {
            looked = section;
            chain = servers.chain(section);
        }
        if (!chain.isEmpty()) {
            return servers.of(chain, fact);
        }
        // Of a fact of two words, such as "script use_symlink_paths", the second is the one that is written.
        String keyword = fact.keyword().substring(fact.keyword().lastIndexOf(' ') + 1);
        List<String> words = OTHER_WORDS.getOrDefault(keyword, List.of(keyword));
        Optional<Position> own = find(blocks(section), words, fact);
        if (own.isPresent()) {
            return own;
        }
        if (!section.block().equals("vrrp_instance")) {
            // Entries of a block without a name have no keyword of their own, and some settings stand outside of
            // blocks.
            return find(Stream.of(new Directive(ROOT, List.of(), tree)), List.of(keyword), fact)
                    .or(() -> find(named("global_defs"), List.of(keyword), fact));
        }
        return find(named("global_defs"), GLOBAL_WORDS.getOrDefault(keyword, List.of("vrrp_" + keyword)), fact);
    }

    private Stream<Directive> blocks(Section section) {
        if (section.block().equals(WebhookFacts.BLOCK)) {
            return named("global_defs")
                    .flatMap(block -> block.children().stream())
                    .filter(block -> block.name().equals(section.block()) && WebhookFacts.areOf(section, block));
        }
        return named(section.block())
                .filter(block -> section.name().isEmpty()
                        || block.arguments().stream().map(Word::text).anyMatch(section.name()::equals));
    }

    private Stream<Directive> named(String keyword) {
        return tree.stream()
                .filter(directive -> directive.name().equals(keyword)
                        || keyword.equals("track_file") && directive.name().equals("vrrp_track_file"));
    }

    /** The entry that begins as the fact does, else the last statement with one of the words. */
    private static Optional<Position> find(Stream<Directive> blocks, List<String> words, Fact fact) {
        List<Directive> found = blocks.flatMap(block -> block.children().stream())
                .flatMap(child -> NESTED.contains(child.name()) ? child.children().stream() : Stream.of(child))
                .filter(child -> words.contains(child.name()))
                .toList();
        String begin = fact.value().split(" ", 2)[0];
        return last(found.stream()
                        .flatMap(child -> child.children().stream())
                        .filter(entry -> entry.name().equals(begin) || begin.startsWith(entry.name() + "/")))
                .or(() -> last(found.stream()));
    }

    private static Optional<Position> last(Stream<Directive> directives) {
        return directives.reduce((first, second) -> second).map(Directive::at);
    }
}

package org.gemel.conversions;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.gemel.api.config.Comment;
import org.gemel.api.config.Comment.Place;
import org.gemel.api.config.Directive;
import org.gemel.api.config.Position;
import org.gemel.api.config.Word;
import org.jspecify.annotations.Nullable;

/** Trees that languages should express. */
final class GeneratedTrees {

    private static final Position NOWHERE = new Position("generated", 1, 1);
    private static final String BARE = "abcXYZ019._-/:@$~=<>()[]',;%&*?#!\u00e9";
    private static final String QUOTED = BARE + " \t{}";

    /** Words whose declarations decide on their form; the values of their blocks and no blocks at all come to them too. */
    private static final List<String> KNOWN = List.of(
            "vrrp_instance",
            "global_defs",
            "virtual_ipaddress",
            "unicast_peer",
            "virtual_server",
            "real_server",
            "virtual_server_group",
            "track_group",
            "group",
            "webhook",
            "priority",
            "nopreempt",
            "SSL",
            "$schema",
            "false",
            "true",
            "51",
            "-1.50",
            "007");

    private GeneratedTrees() {}

    /** Known words and others, in and out of their places: whatever keepalived.conf and JSON can say. */
    static Arbitrary<List<Directive>> any() {
        return anyDirective(4).list().ofMaxSize(7);
    }

    private static Arbitrary<Directive> anyDirective(int depth) {
        Arbitrary<Word> first = anyWord()
                .filter(word -> word.quoted() || "@$~".indexOf(word.text().charAt(0)) < 0);
        Arbitrary<List<Word>> rest = anyWord().list().ofMaxSize(2);
        Arbitrary<Directive> statement =
                Combinators.combine(first, rest).as((word, words) -> new Directive(word, words, null));
        if (depth == 0) {
            return statement;
        }
        Arbitrary<List<Directive>> within =
                Arbitraries.lazy(() -> anyDirective(depth - 1)).list().ofMaxSize(4);
        // keepalived takes a root block within another as a brace that was forgotten.
        Arbitrary<Directive> block = Combinators.combine(first, rest, within)
                .as((word, words, directives) -> new Directive(word, words, directives));
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(2, statement), net.jqwik.api.Tuple.of(1, block));
    }

    private static Arbitrary<Word> anyWord() {
        Arbitrary<Word> known = Combinators.combine(Arbitraries.of(KNOWN), Arbitraries.of(false, false, true))
                .as((text, quoted) -> new Word(text, NOWHERE, quoted));
        Arbitrary<Word> bare = text(BARE, 1).map(text -> new Word(text, NOWHERE, false));
        Arbitrary<Word> quoted = text(QUOTED, 0).map(text -> new Word(text, NOWHERE, true));
        return Arbitraries.oneOf(known, bare, quoted);
    }

    private static Arbitrary<String> text(String letters, int least) {
        Arbitrary<String> piece = Arbitraries.oneOf(
                Arbitraries.strings().withChars(letters.toCharArray()).ofLength(1), Arbitraries.of("\\n", "\\\""));
        return piece.list().ofMinSize(least).ofMaxSize(8).map(pieces -> String.join("", pieces));
    }

    /** What OpenWrt's package has options for, with comments: every language can say it. */
    static Arbitrary<List<Directive>> ofOpenWrt() {
        Arbitrary<List<Directive>> scripts = options("script", "interval", "fall", "rise", "timeout", "weight")
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(bodies -> blocks("vrrp_script", "check", bodies));
        Arbitrary<List<Directive>> instances =
                instance().list().ofMaxSize(3).map(bodies -> blocks("vrrp_instance", "VI", bodies));
        Arbitrary<List<Directive>> servers = virtualServer().list().ofMaxSize(2);
        Arbitrary<List<Directive>> globals = options("router_id", "smtp_connect_timeout", "vrrp_startup_delay")
                .list()
                .ofMaxSize(1)
                .map(bodies -> bodies.stream()
                        .map(body -> directive(List.of("global_defs"), body))
                        .toList());
        return Combinators.combine(globals, scripts, instances, servers).as((one, two, three, four) -> {
            List<Directive> tree = new ArrayList<>(one);
            tree.addAll(two);
            tree.addAll(three);
            tree.addAll(four);
            return tree;
        });
    }

    private static Arbitrary<List<Directive>> instance() {
        Arbitrary<List<Directive>> values =
                options("interface", "state", "virtual_router_id", "priority", "advert_int", "garp_master_delay");
        Arbitrary<List<Directive>> flags = Arbitraries.of("nopreempt", "use_vmac", "accept", "smtp_alert")
                .set()
                .ofMaxSize(2)
                .map(names -> names.stream()
                        .map(name -> directive(List.of(name), null))
                        .toList());
        Arbitrary<List<Directive>> addresses = entries(
                "virtual_ipaddress",
                Combinators.combine(
                                octet(), Arbitraries.of("", " dev eth0", " dev br-lan label br-lan:x", " scope link"))
                        .as((number, rest) -> "10.0.0." + number + "/24" + rest));
        Arbitrary<List<Directive>> peers =
                entries("unicast_peer", octet().map(number -> "192.168.0." + number + " min_ttl 64 max_ttl 255"));
        Arbitrary<List<Directive>> tracked =
                entries("track_script", Arbitraries.of("check0", "check0 weight 10", "check0 weight -5 reverse"));
        Arbitrary<List<Directive>> links = entries("track_interface", Arbitraries.of("eth0", "eth1 weight 20"));
        Arbitrary<List<Directive>> routes = entries(
                "virtual_routes",
                Arbitraries.of(
                        "blackhole 10.9.0.0/16",
                        "0.0.0.0/0 via 10.0.0.254 dev eth0",
                        "10.8.0.0/16 src 10.0.0.1 dev eth1 table 7"));
        return Combinators.combine(values, flags, addresses, peers, tracked, links, routes)
                .as((a, b, c, d, e, f, g) -> {
                    List<Directive> body = new ArrayList<>(a);
                    List.of(b, c, d, e, f, g).forEach(body::addAll);
                    return body.isEmpty() ? List.of(directive(List.of("priority", "100"), null)) : body;
                });
    }

    private static Arbitrary<Directive> virtualServer() {
        Arbitrary<List<Directive>> checks = Arbitraries.oneOf(
                options("connect_timeout", "connect_port").map(body -> List.of(directive(List.of("TCP_CHECK"), body))),
                options("misc_path").map(body -> List.of(directive(List.of("MISC_CHECK"), body))),
                Combinators.combine(options("path", "digest"), options("connect_timeout", "nb_get_retry"))
                        .as((url, rest) -> {
                            List<Directive> body = new ArrayList<>(rest);
                            body.add(directive(List.of("url"), url));
                            return List.of(directive(List.of(url.size() > 1 ? "HTTP_GET" : "SSL_GET"), body));
                        }),
                Arbitraries.just(List.of()));
        Arbitrary<Directive> server = Combinators.combine(octet(), octet(), checks)
                .as((address, weight, check) -> {
                    List<Directive> body = new ArrayList<>(List.of(directive(List.of("weight", "" + weight), null)));
                    body.addAll(check);
                    return directive(List.of("real_server", "10.1.0." + address, "80"), body);
                });
        Arbitrary<List<Directive>> servers = server.list().ofMaxSize(3);
        return Combinators.combine(octet(), options("delay_loop", "lb_kind", "protocol", "virtualhost"), servers)
                .as((port, values, pool) -> {
                    List<Directive> body = new ArrayList<>(values);
                    body.add(directive(List.of("lb_algo", "wrr"), null));
                    if (port % 2 == 0) {
                        body.add(directive(List.of("sorry_server", "10.3.0.1", "" + port), null));
                    }
                    body.addAll(pool);
                    return directive(List.of("virtual_server", "10.2.0.1", "" + port), body);
                });
    }

    private static Arbitrary<Integer> octet() {
        return Arbitraries.integers().between(1, 254);
    }

    /** Some of these options, each once, in their order, with any values, remarked on here and there. */
    private static Arbitrary<List<Directive>> options(String... names) {
        Arbitrary<String> value =
                text(BARE.replace("$", "") + " {}", 1).filter(text -> text.indexOf('"') < 0 && text.indexOf('\\') < 0);
        return Combinators.combine(
                        Arbitraries.of(names).set().ofMinSize(1), value.list().ofSize(names.length), comments())
                .as((chosen, values, comments) -> {
                    List<Directive> options = new ArrayList<>();
                    for (int i = 0; i < names.length; i++) {
                        if (chosen.contains(names[i])) {
                            List<Word> words = List.of(new Word(
                                    values.get(i), NOWHERE, values.get(i).matches(".*[ {}#!].*")));
                            options.add(new Directive(
                                    word(names[i]), words, null, options.isEmpty() ? comments : List.of()));
                        }
                    }
                    return options;
                });
    }

    private static Arbitrary<List<Comment>> comments() {
        Arbitrary<String> text = text(QUOTED.replace("\t", ""), 0).map(String::stripTrailing);
        return Combinators.combine(text.list().ofMaxSize(2), text.list().ofMaxSize(1))
                .as((before, beside) -> {
                    List<Comment> comments = new ArrayList<>();
                    before.forEach(each -> comments.add(new Comment(Place.BEFORE, each)));
                    beside.forEach(each -> comments.add(new Comment(Place.BESIDE, each)));
                    return comments;
                });
    }

    private static Arbitrary<List<Directive>> entries(String block, Arbitrary<String> entry) {
        return entry.list()
                .uniqueElements()
                .ofMaxSize(3)
                .map(entries -> entries.isEmpty()
                        ? List.of()
                        : List.of(directive(
                                List.of(block),
                                entries.stream()
                                        .map(each -> directive(List.of(each.split(" ")), null))
                                        .toList())));
    }

    private static List<Directive> blocks(String keyword, String name, List<List<Directive>> bodies) {
        List<Directive> blocks = new ArrayList<>();
        for (List<Directive> body : bodies) {
            blocks.add(directive(List.of(keyword, name + blocks.size()), body));
        }
        return blocks;
    }

    private static Directive directive(List<String> words, @Nullable List<Directive> block) {
        return new Directive(
                word(words.get(0)),
                words.subList(1, words.size()).stream()
                        .map(GeneratedTrees::word)
                        .toList(),
                block);
    }

    private static Word word(String text) {
        return new Word(text, NOWHERE, false);
    }
}

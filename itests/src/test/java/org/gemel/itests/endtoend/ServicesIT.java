package org.gemel.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gemel.demo.lab.Lab;
import org.gemel.demo.lab.Node;
import org.gemel.demo.lab.Program;
import org.gemel.itests.rig.Gateway;
import org.gemel.itests.rig.MailServer;
import org.gemel.itests.rig.NamedServer;
import org.gemel.itests.rig.RequestStream;
import org.gemel.itests.rig.Requests;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Setup;
import org.gemel.itests.rig.Software;
import org.gemel.itests.rig.Standing;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** One router serves web pages, names and mail by three servers that are checked, and each test takes one of them away. */
@Timeout(180)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServicesIT {

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final int RETRIES = 1;
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);
    private static final Duration CONNECT = Duration.ofSeconds(3);

    /** After that a server that does not work any more is known not to: every connection may fail as late as it can. */
    private static final Duration FOUND =
            INTERVAL.plus(RETRY_DELAY.multipliedBy(RETRIES)).plus(CONNECT.multipliedBy(RETRIES + 1));

    /** For the processors that the tests share. */
    private static final Duration SLACK = Duration.ofSeconds(5);

    private static final String TIMING = "connect_timeout %d\n retry %d\n delay_before_retry %d\n"
            .formatted(CONNECT.toSeconds(), RETRIES, RETRY_DELAY.toSeconds());

    private static final String WEB = Lab.SHARED4 + ":80";
    private static final String WEB6 = "[" + Lab.SHARED6 + "]:80";
    private static final String STICKY = Lab.SHARED4 + ":8001";
    private static final String STICKY_NETWORK = Lab.SHARED4 + ":8002";
    private static final int MARKED_PORT = 8005;

    /** Addresses of the client, the first two in one network of 24 bits. */
    private static final List<String> CLIENTS = List.of("10.1.1.1", "10.1.1.2", "10.1.2.1");

    private Rig rig;
    private final List<NamedServer> web = new ArrayList<>();
    private final List<MailServer> mail = new ArrayList<>();
    private final List<Program> names = new ArrayList<>();

    @BeforeAll
    void begin() {
        Requirement.check(Rig.missing(List.of("curl", "dig", "dnsmasq", "nft"), Software.GEMEL));
        rig = Rig.build(Setup.v3("0.2"), Software.GEMEL, Rig.BETTER, Software.GEMEL, Rig.OTHER, 4);
        Node router = rig.better().node();
        Gateway.forward(router);
        router.run("ip", "route", "add", "10.1.0.0/16", "via", rig.client().address4());
        router.run(
                "nft",
                "add table ip firewall; add chain ip firewall arriving { type filter hook prerouting priority -150; };"
                        + " add rule ip firewall arriving tcp dport " + MARKED_PORT + " meta mark set 7");
        CLIENTS.forEach(each -> rig.client().run("ip", "address", "add", each + "/32", "dev", "lo"));
        for (int number = 2; number <= 4; number++) {
            Node server = rig.client(number);
            Gateway.answer(server, Lab.SHARED4, rig.client().address4() + "/32");
            Gateway.answer(server, Lab.SHARED4, "10.1.0.0/16");
            Gateway.answer(server, Lab.SHARED6, rig.client().address6() + "/128");
            web.add(NamedServer.start(server, "s" + (number - 1)));
        }
        for (int number = 0; number < 2; number++) {
            mail.add(MailServer.start(server(number)));
            names.add(nameServer(number));
        }
        rig.better().start(rig.setup().with(text(), ""));
        rig.better().awaitReady();
        rig.awaitServing(rig.better());
    }

    @AfterAll
    void end() {
        if (rig != null) {
            rig.close();
        }
    }

    @BeforeEach
    void everythingWorks() {
        web.forEach(NamedServer::restart);
        for (int i = 0; i < 2; i++) {
            if (!mail.get(i).running()) {
                mail.set(i, MailServer.start(server(i)));
            }
            if (!names.get(i).running()) {
                names.set(i, nameServer(i));
            }
        }
        rig.await("all real servers work", () -> {
            String standing = rig.better().ask("lb").output();
            return standing.contains(" up ") && !standing.contains(" down ");
        });
        awaitAnswers(WEB, "s1", "s2", "s3");
    }

    private Node server(int index) {
        return rig.client(index + 2);
    }

    private Program nameServer(int index) {
        return server(index)
                .start(
                        "dnsmasq",
                        List.of(
                                "dnsmasq",
                                "--keep-in-foreground",
                                "--conf-file=/dev/null",
                                "--listen-address=" + server(index).address4(),
                                "--bind-interfaces",
                                "--no-resolv",
                                "--no-hosts",
                                "--pid-file=",
                                "--address=/who.example/" + answer(index)));
    }

    /** What a name server says. */
    private static String answer(int index) {
        return "192.0.2." + (index + 1);
    }

    private String text() {
        StringBuilder text = new StringBuilder("""
                virtual_server_group several {
                    %1$s 8003
                    %1$s 8004
                    fwmark 7
                }
                vrrp_instance lan6 {
                    interface %2$s
                    virtual_router_id 52
                    priority 200
                    version 3
                    advert_int 0.2
                    virtual_ipaddress {
                        fe80::10:1/64
                        %3$s/64
                    }
                }
                """.formatted(Lab.SHARED4, Node.INTERFACE, Lab.SHARED6));
        String get = "HTTP_GET {\n url {\n path /\n status_code 200\n }\n" + TIMING + "}\n";
        String connect = "TCP_CHECK {\n" + TIMING + "}\n";
        serve(text, Lab.SHARED4 + " 80", "lb_algo rr\n protocol TCP\n", 3, false, 80, get);
        serve(text, Lab.SHARED6 + " 80", "lb_algo wrr\n protocol TCP\n", 3, true, 80, get);
        serve(
                text,
                Lab.SHARED4 + " 8001",
                "lb_algo rr\n protocol TCP\n persistence_timeout 300\n",
                3,
                false,
                80,
                connect);
        serve(
                text,
                Lab.SHARED4 + " 8002",
                "lb_algo rr\n protocol TCP\n persistence_timeout 300\n persistence_granularity 255.255.255.0\n",
                3,
                false,
                80,
                connect);
        serve(text, "group several", "lb_algo rr\n protocol TCP\n", 3, false, 80, connect);
        serve(
                text,
                Lab.SHARED4 + " 25",
                "lb_algo rr\n protocol TCP\n",
                2,
                false,
                25,
                "SMTP_CHECK {\n" + TIMING + "}\n");
        serve(
                text,
                Lab.SHARED4 + " 53",
                "lb_algo rr\n protocol UDP\n",
                2,
                false,
                53,
                "DNS_CHECK {\n type A\n name who.example\n" + TIMING + "}\n");
        return text.toString();
    }

    /** Of so many servers the first weighs most. */
    private void serve(
            StringBuilder text, String clients, String how, int servers, boolean ipv6, int port, String check) {
        text.append("virtual_server ").append(clients).append(" {\n lb_kind NAT\n delay_loop ");
        text.append(INTERVAL.toSeconds()).append('\n').append(how);
        for (int i = 0; i < servers; i++) {
            String address = ipv6 ? server(i).address6() : server(i).address4();
            text.append("real_server %s %d {\n weight %d\n %s}\n".formatted(address, port, servers - i, check));
        }
        text.append("}\n");
    }

    private Map<String, Long> ask(String site, int times, String... options) {
        return Requests.ask(rig.client(), site, times, options);
    }

    private void awaitAnswers(String site, String... by) {
        rig.await(
                site + " is served by " + List.of(by),
                () -> ask(site, 12).keySet().equals(Set.of(by)));
    }

    /** Waits until a real server has come to work, or not to, and the kernel has been told. */
    private Standing awaitStanding(String virtualServer, String realServer, boolean alive) {
        rig.await(
                realServer + " of " + virtualServer + (alive ? " works" : " does not work"),
                () -> Standing.of(rig.better(), virtualServer, realServer).alive() == alive);
        // The second answer stands behind the kernel's news: who tells it counts its connections, too.
        return Standing.of(rig.better(), virtualServer, realServer);
    }

    @Test
    void noRequestFailsThatBeganAfterTheFailureWasFound() {
        String failing = server(0).address4() + ":80";
        try (RequestStream stream = RequestStream.start(rig.client(), Lab.SHARED4, 80)) {
            stream.awaitAfter(rig, Instant.EPOCH, 100);
            Instant killed = Instant.now();
            // What began just before may be at the server that is killed.
            Instant untouched = killed.minusSeconds(1);
            web.get(0).close();
            Standing down = awaitStanding(WEB + "/tcp", failing, false);
            Instant known = Instant.now();
            List<RequestStream.Request> after = stream.awaitAfter(rig, known, 200);
            web.get(0).restart();
            Standing up = awaitStanding(WEB + "/tcp", failing, true);
            Instant back = Instant.now();
            List<RequestStream.Request> again = stream.awaitAfter(rig, back, 100);

            List<RequestStream.Request> before = stream.between(Instant.EPOCH, untouched);
            List<RequestStream.Request> during = stream.between(untouched, known);
            Duration found = Duration.between(killed, down.since());
            System.out.printf(
                    "one of three servers killed: before %d of %d requests failed; until the failure was found, after"
                            + " %d ms of at most %d, %d of %d; from then on %d of %d; since it is back %d of %d%n",
                    RequestStream.failures(before),
                    before.size(),
                    found.toMillis(),
                    FOUND.toMillis(),
                    RequestStream.failures(during),
                    during.size(),
                    RequestStream.failures(after),
                    after.size(),
                    RequestStream.failures(again),
                    again.size());

            assertThat(before).allMatch(RequestStream.Request::answered);
            assertThat(found).isPositive().isLessThan(FOUND.plus(SLACK));
            assertThat(stream.between(known, Instant.MAX)).allMatch(RequestStream.Request::answered);
            assertThat(stream.between(killed.plus(FOUND).plus(SLACK), Instant.MAX))
                    .allMatch(RequestStream.Request::answered);
            assertThat(after).extracting(RequestStream.Request::by).containsOnly("s2", "s3");
            assertThat(down.reason()).contains("connection refused");
            assertThat(up.reason()).contains("HTTP 200");
            assertThat(again).extracting(RequestStream.Request::by).contains("s1", "s2", "s3");
        }
    }

    @Test
    void requestsOverIpv6FollowTheWeightsAndTheServersThatWork() {
        awaitAnswers(WEB6, "s1", "s2", "s3");
        Map<String, Long> spread = ask(WEB6, 300);
        assertThat(spread).containsOnlyKeys("s1", "s2", "s3");
        assertThat(spread.get("s1")).isCloseTo(150L, within(6L));
        assertThat(spread.get("s2")).isCloseTo(100L, within(6L));
        assertThat(spread.get("s3")).isCloseTo(50L, within(6L));

        web.get(1).close();
        Standing down = awaitStanding(WEB6 + "/tcp", "[" + server(1).address6() + "]:80", false);
        assertThat(down.reason()).contains("connection refused");
        assertThat(ask(WEB6, 60)).containsOnlyKeys("s1", "s3");

        web.get(1).restart();
        awaitAnswers(WEB6, "s1", "s2", "s3");
    }

    @Test
    void aGroupServesPortsAndFirewallMarksAlike() {
        List<String> sites = List.of(Lab.SHARED4 + ":8003", Lab.SHARED4 + ":8004", Lab.SHARED4 + ":" + MARKED_PORT);
        sites.forEach(each -> awaitAnswers(each, "s1", "s2", "s3"));

        web.get(2).close();
        awaitStanding("group several/tcp", server(2).address4() + ":80", false);
        sites.forEach(each -> assertThat(ask(each, 12)).as(each).containsOnlyKeys("s1", "s2"));
    }

    private String whoServes(String site, String client) {
        Map<String, Long> by = ask(site, 6, "--interface", client);
        assertThat(by).as(client + " at " + site).hasSize(1);
        return by.keySet().iterator().next();
    }

    @Test
    void aClientStaysWithItsServerUntilThatFails() {
        String first = whoServes(STICKY, CLIENTS.get(0));
        String second = whoServes(STICKY, CLIENTS.get(1));
        assertThat(second).as("another client").isNotEqualTo(first);
        assertThat(whoServes(STICKY, CLIENTS.get(0))).isEqualTo(first);

        int failing = Integer.parseInt(first.substring(1)) - 1;
        web.get(failing).close();
        awaitStanding(STICKY + "/tcp", server(failing).address4() + ":80", false);

        String next = whoServes(STICKY, CLIENTS.get(0));
        assertThat(next).startsWith("s").isNotEqualTo(first);
        assertThat(whoServes(STICKY, CLIENTS.get(1))).as("the other client").isEqualTo(second);

        web.get(failing).restart();
        awaitStanding(STICKY + "/tcp", server(failing).address4() + ":80", true);
        assertThat(whoServes(STICKY, CLIENTS.get(0))).as("its server is back").isEqualTo(next);
    }

    @Test
    void clientsOfOneNetworkStayTogetherWhereThatIsTheGranularity() {
        String first = whoServes(STICKY_NETWORK, CLIENTS.get(0));

        assertThat(whoServes(STICKY_NETWORK, CLIENTS.get(1))).isEqualTo(first);
        assertThat(whoServes(STICKY_NETWORK, CLIENTS.get(2))).isNotEqualTo(first);
    }

    /** What a dozen questions for a name are answered with; {@code none} where they are not. */
    private Set<String> resolve() {
        String dig = "dig +short +tries=1 +time=10 @" + Lab.SHARED4 + " who.example A || true";
        return Arrays.stream(rig.client()
                        .run("sh", "-c", (dig + " & ").repeat(12) + "wait")
                        .split("\n"))
                .map(line -> line.startsWith(";") ? "none" : line)
                .collect(Collectors.toSet());
    }

    @Test
    void namesAreResolvedByTheServersThatWork() {
        rig.await("both resolve", () -> resolve().equals(Set.of(answer(0), answer(1))));

        names.get(0).close();
        Standing down = awaitStanding(Lab.SHARED4 + ":53/udp", server(0).address4() + ":53", false);
        assertThat(down.reason()).startsWith("DNS_CHECK: ");
        assertThat(resolve()).containsExactly(answer(1));

        names.set(0, nameServer(0));
        rig.await("both resolve again", () -> resolve().equals(Set.of(answer(0), answer(1))));
    }

    /** Sends so many mails, each on a connection of its own; how many each server got of them. */
    private List<Integer> send(int mails) {
        List<Integer> before = received();
        for (int i = 0; i < mails; i++) {
            rig.client()
                    .run(
                            "sh",
                            "-c",
                            "printf 'Subject: hello\\r\\n\\r\\nhello\\r\\n' | curl -sS -m 15 --connect-timeout 10 -T -"
                                    + " --mail-from a@example.org --mail-rcpt b@example.org smtp://" + Lab.SHARED4
                                    + "/client.example");
        }
        int expected = before.stream().mapToInt(Integer::intValue).sum() + mails;
        rig.await(
                expected + " mails have come",
                () -> received().stream().mapToInt(Integer::intValue).sum() == expected);
        List<Integer> now = received();
        return List.of(now.get(0) - before.get(0), now.get(1) - before.get(1));
    }

    private List<Integer> received() {
        return mail.stream().map(each -> each.mails().size()).toList();
    }

    @Test
    void mailGoesToTheServerThatTakesIt() {
        String failing = server(0).address4() + ":25";
        awaitStanding(Lab.SHARED4 + ":25/tcp", failing, true);
        assertThat(send(6)).allMatch(each -> each > 0);

        mail.get(0).close();
        Standing down = awaitStanding(Lab.SHARED4 + ":25/tcp", failing, false);
        assertThat(down.reason()).startsWith("SMTP_CHECK: ");
        assertThat(send(4)).containsExactly(0, 4);

        mail.set(0, MailServer.start(server(0)));
        awaitStanding(Lab.SHARED4 + ":25/tcp", failing, true);
        assertThat(send(4)).allMatch(each -> each > 0);
    }
}

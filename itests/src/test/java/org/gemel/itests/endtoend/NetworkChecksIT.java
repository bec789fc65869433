package org.gemel.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gemel.demo.lab.Await;
import org.gemel.demo.lab.Program;
import org.gemel.itests.rig.MailServer;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Setup;
import org.gemel.itests.rig.Software;
import org.gemel.itests.rig.WebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of check, of servers that are what they say they are and of others; {@code gemel lb explain} tells. */
@Timeout(180)
class NetworkChecksIT {

    private static final String WEB = "connect_ip 127.0.0.1\n connect_port 8080\n";
    private static final String NAMES = "connect_ip 127.0.0.1\n connect_port 5353\n";

    /** A question of DNS for the address of example.org, with the number 1234. */
    private static final String QUERY = "12340100 00010000 00000000 07657861 6d706c65 036f7267 00000100 01";

    @Test
    void eachKindOfCheckTellsWhatItAskedAndWhatCameBack(@TempDir Path folder) throws IOException {
        Path number = folder.resolve("number");
        Requirement.check(Rig.missing(List.of("dnsmasq"), Software.GEMEL));
        try (Rig rig = Rig.build(Setup.v3("1"), Software.GEMEL, Software.GEMEL);
                Program web = rig.better()
                        .node()
                        .start(
                                "web server",
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "java")
                                                .toString(),
                                        "-cp",
                                        System.getProperty(
                                                "surefire.test.class.path", System.getProperty("java.class.path")),
                                        WebServer.class.getName()));
                Program names = rig.better()
                        .node()
                        .start(
                                "dnsmasq",
                                List.of(
                                        "dnsmasq",
                                        "--keep-in-foreground",
                                        "--conf-file=/dev/null",
                                        "--listen-address=127.0.0.1",
                                        "--bind-interfaces",
                                        "--port=5353",
                                        "--no-resolv",
                                        "--no-hosts",
                                        "--pid-file=",
                                        "--address=/example.org/192.0.2.1"))) {
            MailServer.start(rig.client());
            web.lines().await("start of the web server", Rig.DEADLINE, line -> line.contains("listening"));
            assertThat(names.running()).isTrue();
            String mail = "connect_ip " + rig.client().address4() + "\n connect_port 25\n";
            StringBuilder servers = new StringBuilder();
            real(servers, 1, "TCP_CHECK", WEB);
            real(servers, 2, "HTTP_GET", WEB + "url {\n path /hook\n status_code 204\n }\n");
            real(servers, 3, "HTTP_GET", WEB + "url {\n path /nothing\n }\n");
            real(servers, 4, "SSL_GET", mail + "url {\n path /\n }\n");
            real(servers, 5, "DNS_CHECK", NAMES + "name example.org\n type A\n");
            real(servers, 6, "DNS_CHECK", NAMES + "name example.net\n type A\n");
            real(servers, 7, "TCP_CHECK", "connect_ip 127.0.0.1\n connect_port 1\n");
            real(servers, 8, "SMTP_CHECK", mail);
            real(servers, 9, "TCP_CHECK", WEB + "bind_if lo\n fwmark 7\n bindto 127.0.0.1\n");
            real(servers, 10, "TCP_CHECK", mail + "fwmark 9\n");
            real(servers, 11, "TCP_CHECK", mail + "bind_if lo\n");
            real(servers, 12, "UDP_CHECK", NAMES + "payload " + QUERY + "\n require_reply 1234 85x0\n");
            real(servers, 13, "UDP_CHECK", "connect_ip 127.0.0.1\n connect_port 1\n");
            real(servers, 14, "PING_CHECK", "connect_ip " + rig.client().address4() + "\n");
            real(servers, 15, "PING_CHECK", "connect_ip " + rig.client().address6() + "\n");
            real(servers, 16, "PING_CHECK", mail + "fwmark 9\n");
            program(servers, 17, "misc_path \"/bin/sh -c 'id -un; exit 12'\"\n user nobody\n misc_dynamic\n");
            program(servers, 18, "misc_path \"/bin/sh -c 'sleep 9'\"\n misc_timeout 1\n");
            servers.append("real_server 192.0.2.119 80 {\n FILE_CHECK {\n track_file number\n weight 2\n }\n}\n");
            servers.append("real_server 192.0.2.120 80 {\n FILE_CHECK {\n track_file number\n weight 0\n }\n}\n");
            // What is marked like this gets nowhere.
            rig.better().node().run("ip", "rule", "add", "fwmark", "9", "unreachable");
            Files.writeString(number, "5");
            rig.better()
                    .start(rig.setup()
                            .with(
                                    "track_file number {\n file " + number + "\n weight 1\n}\n"
                                            + "virtual_server 192.0.2.10 80 {\n lb_algo rr\n lb_kind NAT\n protocol TCP\n"
                                            + servers + "}\n",
                                    ""));
            rig.better().awaitReady();
            explains(rig, 1, "passed  connect to 127.0.0.1:8080  connected");
            explains(rig, 2, "passed  GET http://127.0.0.1:8080/hook  HTTP 204, 0 bytes");
            explains(rig, 3, "failed  GET http://127.0.0.1:8080/nothing  HTTP 404, wanted 200-299");
            explains(rig, 4, "failed  GET https://" + rig.client().address4() + ":25/  the server does not speak TLS");
            explains(rig, 5, "passed  A example.org at 127.0.0.1:5353  NOERROR, 1 answer");
            explains(rig, 6, "failed  A example.net at 127.0.0.1:5353  REFUSED, wanted NOERROR");
            explains(rig, 7, "failed  connect to 127.0.0.1:1  connection refused");
            explains(
                    rig,
                    8,
                    "passed  HELO smtpchecker.keepalived.org at " + rig.client().address4() + ":25  250 ");
            explains(rig, 9, "passed  connect to 127.0.0.1:8080  connected");
            explains(rig, 10, "failed  connect to " + rig.client().address4() + ":25  no route to host");
            explains(rig, 11, "failed  connect to " + rig.client().address4() + ":25  ");
            explains(rig, 12, "passed  UDP 127.0.0.1 port 5353, 29 bytes  a reply of ");
            explains(rig, 13, "failed  UDP 127.0.0.1 port 1, 0 bytes  connection refused");
            explains(rig, 14, "passed  ping " + rig.client().address4() + "  reply");
            explains(rig, 15, "passed  ping " + rig.client().address6() + "  reply");
            explains(rig, 16, "failed  ping " + rig.client().address4() + "  ");
            explains(rig, 17, "passed +9  /bin/sh -c id -un; exit 12  weight 10 (exit 12: nobody)");
            explains(rig, 18, "failed  /bin/sh -c sleep 9  no result within 1000 ms");
            explains(rig, 19, "passed +10  file number  the file says 5");
            explains(rig, 20, "failed  file number  the file says 5");
        }
    }

    private static void real(StringBuilder servers, int number, String kind, String words) {
        servers.append("real_server 192.0.2.")
                .append(100 + number)
                .append(" 80 {\n ")
                .append(kind)
                .append(" {\n delay_loop 1\n warmup 0\n connect_timeout 5\n retry 0\n ")
                .append(words)
                .append("}\n}\n");
    }

    private static void program(StringBuilder servers, int number, String words) {
        servers.append("real_server 192.0.2.")
                .append(100 + number)
                .append(" 80 {\n MISC_CHECK {\n delay_loop 1\n warmup 0\n ")
                .append(words)
                .append("}\n}\n");
    }

    private static void explains(Rig rig, int number, String what) {
        String name = "192.0.2." + (100 + number) + ":80";
        Await.until(
                name + ": " + what,
                Rig.DEADLINE,
                () -> rig.better()
                        .ask("lb", "explain", "192.0.2.10:80/tcp", name)
                        .output()
                        .contains(what),
                () -> "\n"
                        + rig.better()
                                .ask("lb", "explain", "192.0.2.10:80/tcp", name)
                                .output()
                        + rig.better().story());
    }
}

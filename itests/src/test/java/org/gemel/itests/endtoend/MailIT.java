package org.gemel.itests.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gemel.demo.lab.Await;
import org.gemel.demo.lab.Lab;
import org.gemel.demo.lab.Node;
import org.gemel.demo.lab.Program;
import org.gemel.itests.rig.MailServer;
import org.gemel.itests.rig.MailServer.Mail;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Gemel takes over from keepalived; both mail what happens to them to a server on the LAN. */
class MailIT {

    private static final String ROUTER = """
            global_defs {
                router_id lab
                smtp_server %s
                smtp_alert
                notification_email_from %s
                notification_email {
                    ops@example.org
                    night@example.org
                }
            }
            vrrp_instance lan {
                interface %s
                virtual_router_id 51
                priority %d
                advert_int 1
                virtual_ipaddress {
                    %s/24
                }
            }
            """;
    private static final String OURS = "gemel@example.org";
    private static final String THEIRS = "keepalived@example.org";

    private Lab lab;
    private Path directory;
    private MailServer server;

    @BeforeEach
    void build() throws IOException {
        Requirement.check(Rig.missing(Software.GEMEL, Software.KEEPALIVED));
        lab = Lab.build("gemelit", 2, 1);
        directory = Files.createTempDirectory("gemel-mail");
        server = MailServer.start(lab.client(1));
    }

    private Program start(Software software, Node node, String from, int priority) throws IOException {
        Path own = Files.createDirectory(directory.resolve(node.name()));
        Files.writeString(
                own.resolve("keepalived.conf"),
                ROUTER.formatted(lab.client(1).address4(), from, Node.INTERFACE, priority, Lab.SHARED4));
        return node.start(software.toString(), software.command(own));
    }

    private Optional<Mail> mail(String from, String state) {
        return server.mails().stream()
                .filter(mail ->
                        mail.from().equals(from) && mail.header("Subject").endsWith("Entering " + state + " state"))
                .findFirst();
    }

    private Mail await(String from, String state, Program program) {
        Await.until(
                "a mail of " + from + " about " + state,
                Rig.DEADLINE,
                () -> mail(from, state).isPresent(),
                () -> "\n" + program.output() + server.mails());
        return mail(from, state).orElseThrow();
    }

    private String gemel(String command) {
        return lab.router(1)
                .run(
                        Software.launcher(),
                        command,
                        "--run-dir",
                        directory.resolve(lab.router(1).name()).toString());
    }

    /** Without what must differ: the time, and who says so. Where a long header is folded differs among keepaliveds. */
    private static List<String> comparable(Mail mail) {
        return String.join("\n", mail.lines())
                .replace(",\n ", ", ")
                .lines()
                .filter(line -> !line.matches("(Date|From|X-Mailer|Message-ID|Auto-Submitted): .*"))
                .toList();
    }

    @Test
    void aTakeoverIsMailedInKeepalivedsWords() throws IOException {
        Program keepalived = start(Software.KEEPALIVED, lab.router(2), THEIRS, 100);
        Mail theirMaster = await(THEIRS, "MASTER", keepalived);

        Program gemel = start(Software.GEMEL, lab.router(1), OURS, 200);
        Mail master = await(OURS, "MASTER", gemel);

        assertThat(master.header("Subject")).isEqualTo("[lab] VRRP Instance lan - Entering MASTER state");
        assertThat(master.body()).startsWith("=> VRRP Instance is now owning VRRP VIPs <=", "");
        assertThat(comparable(master)).isEqualTo(comparable(theirMaster));
        assertThat(comparable(await(OURS, "BACKUP", gemel))).isEqualTo(comparable(await(THEIRS, "BACKUP", keepalived)));

        assertThat(gemel("mail-test").lines().map(line -> line.replaceAll("220 .*", "220")))
                .containsExactly(
                        "relay: 10.0.0.101 port 25, in the open",
                        "connection: to 10.0.0.101",
                        "greeting: 220",
                        "sender gemel@example.org: accepted: 250 Ok",
                        "recipient ops@example.org: accepted: 250 Ok",
                        "recipient night@example.org: accepted: 250 Ok",
                        "message: accepted: 250 Ok",
                        "sent to 2 recipients");
        assertThat(gemel("help")).contains("mail-test");
    }

    @AfterEach
    void clearUp() throws IOException {
        if (lab == null) {
            return;
        }
        lab.close();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}

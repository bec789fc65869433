package org.gemel.itests.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.gemel.demo.lab.Commands;
import org.gemel.demo.lab.Program;
import org.gemel.itests.rig.Requirement;
import org.gemel.itests.rig.Rig;
import org.gemel.itests.rig.Software;
import org.gemel.itests.rig.WebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A web server that is in the network namespace of a router, and nowhere else, hears of it. */
@Timeout(120)
class WebhookIT {

    private static final String KEY = "k3y";

    private final String namespace = "gemelit-" + ProcessHandle.current().pid() + "-webhook";

    @TempDir
    private Path directory;

    private WebServer server;
    private Program appliance;

    @BeforeEach
    void begin() {
        Requirement.check(Rig.missing(Software.GEMEL));
        Commands.check("ip", "netns", "add", namespace);
        ip("link add eth0 type veth peer name eth1");
        ip("addr add 10.98.0.1/24 dev eth0");
        ip("link set eth0 up");
        ip("link set eth1 up");
        ip("link set lo up");
        server = WebServer.start(namespace);
    }

    @AfterEach
    void clearUp() {
        if (appliance != null) {
            appliance.close();
        }
        if (server != null) {
            server.close();
        }
        Commands.run(List.of("ip", "netns", "del", namespace), "");
    }

    private void ip(String arguments) {
        Commands.check(("ip -n " + namespace + " " + arguments).split(" "));
    }

    private String next() throws GeneralSecurityException {
        WebServer.Post post = server.next();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.getBytes(UTF_8), "HmacSHA256"));
        assertThat(post.signature())
                .isEqualTo("sha256="
                        + HexFormat.of().formatHex(mac.doFinal(post.body().getBytes(UTF_8))));
        return post.body().replaceFirst("\"time\":\"[^\"]*\",", "").replaceFirst(",\"reason\":\"[^\"]*\"", "");
    }

    @Test
    void everyStateIsPostedAndSigned() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), KEY + "\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Path file = Files.writeString(directory.resolve("gemel.conf"), """
                net_namespace %s
                global_defs {
                    router_id here
                    webhook {
                        url %s
                        secret_file %s
                    }
                }
                vrrp_instance V {
                    interface eth0
                    virtual_router_id 51
                    version 3
                    advert_int 0.1
                    virtual_ipaddress {
                        10.98.0.100/24
                    }
                }
                """.formatted(namespace, WebServer.URL, secret));
        String run = directory.resolve("run").toString();

        appliance =
                Program.start("Gemel", List.of(Software.launcher(), "run", "-f", file.toString(), "--run-dir", run));

        assertThat(next())
                .isEqualTo("{\"version\":1,\"event\":\"transition\",\"router\":\"here\",\"instance\":\"V\","
                        + "\"state\":\"BACKUP\",\"previous\":\"INIT\",\"priority\":100}");
        assertThat(next())
                .isEqualTo("{\"version\":1,\"event\":\"transition\",\"router\":\"here\",\"instance\":\"V\","
                        + "\"state\":\"MASTER\",\"previous\":\"BACKUP\",\"priority\":100}");
        appliance.lines().await("start", Rig.DEADLINE, line -> line.contains(": running /"));
        Commands.check(Software.launcher(), "stop", "--run-dir", run);
        assertThat(next())
                .isEqualTo("{\"version\":1,\"event\":\"ended\",\"router\":\"here\",\"instance\":\"V\","
                        + "\"state\":\"STOPPED\",\"priority\":100}");
        appliance.awaitExit(Duration.ofSeconds(10));
        assertThat(appliance.output()).doesNotContain(KEY);
    }
}

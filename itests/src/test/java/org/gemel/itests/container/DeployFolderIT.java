package org.gemel.itests.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.ConfigFormat;
import org.gemel.api.config.KeywordDeclarations;
import org.gemel.demo.lab.Commands;
import org.gemel.itests.container.plugin.BrokenWords;
import org.gemel.itests.container.plugin.IniFormat;
import org.gemel.itests.container.plugin.RedisWords;
import org.gemel.itests.rig.Software;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the packaged distribution that read configurations, and plugins in the folder deploy/. */
class DeployFolderIT {

    private static final PluginBundle INI =
            new PluginBundle(IniFormat.class, ConfigFormat.class, ConfigFormat.NAME + "=ini");
    private static final PluginBundle REDIS =
            new PluginBundle(RedisWords.class, KeywordDeclarations.class, "name=redis");
    private static final PluginBundle BROKEN =
            new PluginBundle(BrokenWords.class, KeywordDeclarations.class, "name=broken");

    private static final String ROUTER = """
            [vrrp_instance HOME]
            interface = lo
            virtual_router_id = 51
            no_virtual_ipaddress =
            """;

    @TempDir
    private Path directory;

    private Path deploy;

    @BeforeEach
    void makeTheFolder() throws IOException {
        deploy = Files.createDirectory(directory.resolve("deploy"));
    }

    private void drop(PluginBundle plugin) throws IOException {
        try (InputStream jar = plugin.version(1)) {
            Files.copy(jar, deploy.resolve(plugin.symbolicName() + ".jar"));
        }
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private Commands.Result gemel(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("env", "GEMEL_JAVA_OPTS=-Dgemel.deploy.dir=" + deploy, Software.launcher()));
        command.addAll(List.of(arguments));
        return Commands.run(command, "");
    }

    private static String server(String check) {
        return """
                virtual_server 192.0.2.1 6379 {
                    lb_algo rr
                    lb_kind NAT
                    protocol TCP
                    real_server 192.0.2.2 6379 {
                        %s
                    }
                }
                """.formatted(check);
    }

    @Test
    void withoutTheirBundleALanguageAndACheckerAreNotUnderstood() throws IOException {
        Commands.Result language = gemel("check", file("home.ini", ROUTER));
        assertThat(language.status()).isEqualTo(2);
        assertThat(language.output()).contains("home.ini:1:2: error: this is no JSON");

        Commands.Result checker = gemel("check", file("redis.conf", server("REDIS_CHECK {\n password x\n }")));
        assertThat(checker.output()).contains("redis.conf:6:9: warning: no checker 'REDIS_CHECK' is installed");
    }

    @Test
    void aLanguageIsUnderstood() throws IOException {
        drop(INI);
        String ini = file("home.ini", ROUTER);

        Commands.Result check = gemel("check", "--explain", ini);
        assertThat(check.output()).contains("home.ini: clean", "home.ini:3");
        assertThat(check.status()).isZero();

        Commands.Result broken = gemel("check", file("broken.ini", ROUTER.replace("51", "512")));
        assertThat(broken.output()).contains("broken.ini:3:1: error: ");

        Commands.Result convert = gemel("convert", "--to", "keepalived", ini);
        assertThat(convert.output()).contains("vrrp_instance HOME {", "virtual_router_id 51");
        Commands.Result back = gemel("convert", "--to", "ini", file("home.conf", convert.output()));
        assertThat(back.output()).isEqualTo(ROUTER);
    }

    @Test
    void keywordsAreKnown() throws IOException {
        drop(REDIS);

        Commands.Result good = gemel("check", file("good.conf", server("REDIS_CHECK {\n database 3\n retry 2\n }")));
        assertThat(good.output()).doesNotContain("REDIS_CHECK", "database");

        Commands.Result bad = gemel("check", file("bad.conf", server("REDIS_CHECK {\n database 16\n pasword x\n }")));
        assertThat(bad.output())
                .contains("bad.conf:7:11: error: ", "bad.conf:8:2: error: unknown word 'pasword'", "'password'?");
        assertThat(bad.status()).isEqualTo(2);

        assertThat(gemel("reference", "database").output()).contains("in REDIS_CHECK", "without it: 0", "database 0");
        assertThat(gemel("schema").output()).contains("\"REDIS_CHECK\"", "what AUTH is sent with");
    }

    @Test
    void theReferenceAndTheSchemaArePartOfTheDistribution() throws IOException {
        Path home = Path.of(Software.launcher()).getParent().getParent();

        assertThat(home.resolve("doc/reference/README.md")).content().contains("[vrrp_instance](vrrp_instance.md)");
        assertThat(home.resolve("doc/reference/vrrp_instance.md")).content().contains("option priority '100'");
        assertThat(home.resolve("etc/gemel.schema.json")).content().contains("\"vrrp_instance\"");
        assertThat(gemel("schema").output())
                .as("what the packaged bundles declare")
                .isEqualTo(Files.readString(home.resolve("etc/gemel.schema.json")));
    }

    @Test
    void whatIsBrokenIsToldAndTheRestGoesOn() throws IOException {
        drop(INI);
        drop(BROKEN);
        Files.writeString(deploy.resolve("text.jar"), "this is no jar");

        Commands.Result check = gemel("check", file("home.ini", ROUTER));
        assertThat(check.status()).as(check.output()).isZero();
        assertThat(check.output())
                .contains(
                        "cannot read " + deploy.resolve("text.jar"),
                        "no keyword of the bundle org.example.BrokenWords 1.0.0 is taken: row 2: it has 6 columns and not 7",
                        "home.ini: clean");
    }
}

package org.gemel.launcher.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceNameTest {

    @TempDir
    private Path directory;

    private InstanceName of(String text) throws IOException {
        return InstanceName.of(Files.writeString(directory.resolve("a.conf"), text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "instance blue",
                "\tinstance \"blue\" # the blue one",
                "vrrp_instance instance {\n  interface eth0\n}\ninstance blue\n",
                "# {\ninstance blue",
                "instance red\ninstance blue\r\n",
                "{\n  \"instance\": \"blue\",\n  \"global_defs\": {\n  }\n}\n",
                "{\"instance\": \"blue\"}"
            })
    void theNameStandsAtTheTopOfTheFile(String text) throws IOException {
        assertThat(of(text).instance()).hasValue("blue");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "global_defs {\n  instance blue\n}",
                "@here instance blue",
                "#instance blue",
                "instance ../../etc",
                "instance",
                "vrrp_instance instance {\n}",
                "{\n  \"global_defs\": {\n    \"instance\": \"blue\"\n  }\n}"
            })
    void whatDoesNotStandPlainlyThereIsNotSeen(String text) throws IOException {
        assertThat(of(text)).isEqualTo(InstanceName.NONE);
    }

    @Test
    void aNamespaceTellsItFromOthersToo() throws IOException {
        assertThat(of("net_namespace green\n").namespace()).hasValue("green");
    }

    @Test
    void aFileThatIsNotThereHasNoName() {
        assertThat(InstanceName.of(directory.resolve("nowhere"))).isEqualTo(InstanceName.NONE);
    }
}

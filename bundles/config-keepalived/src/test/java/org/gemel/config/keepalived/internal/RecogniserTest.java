package org.gemel.config.keepalived.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecogniserTest {

    private final KeepalivedFormat format = new KeepalivedFormat();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vrrp_instance A {\n}\n",
                "! comment\n\n# more {\nglobal_defs\n{\n",
                "virtual_server 10.0.0.1 80 {",
                "vrrp_script{",
                "\uFEFFglobal_defs {",
                "$IF=eth0\n",
                "@low net_namespace low\n",
                "include conf.d/*.conf\n"
            })
    void knownBlocksAndSigilsAreSure(String head) {
        assertThat(format.recognises(head)).isGreaterThanOrEqualTo(80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "config globals 'globals'\n\toption enabled '1'\n",
                "# a comment\npackage keepalived\n\nconfig vrrp_instance\n",
                "{\n  \"instances\": [ { \"name\": \"x\" } ]\n}\n",
                "[ { } ]",
                "hello\n",
                "",
                "\n\n"
            })
    void otherLanguagesAreUnlikely(String head) {
        assertThat(format.recognises(head)).isLessThanOrEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vrrp_instnce A {\n  state MASTER\n}\n"})
    void unknownBlocksInBracesAreLikely(String head) {
        assertThat(format.recognises(head)).isBetween(30, 70);
    }
}

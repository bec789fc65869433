package org.gemel.config.uci.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.gemel.config.keepalived.internal.KeepalivedFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecogniserTest {

    private final UciFormat uci = new UciFormat();
    private final KeepalivedFormat keepalived = new KeepalivedFormat();

    @Test
    void uciIsRecognisedByItsFirstStatement() {
        String text = "# ours\n\nconfig globals 'globals'\n\toption enabled '1'\n";
        assertThat(uci.recognises(text)).isGreaterThan(90).isGreaterThan(keepalived.recognises(text));
    }

    @Test
    void aPackageLineIsUciToo() {
        assertThat(uci.recognises("package keepalived\n\nconfig globals\n")).isGreaterThan(90);
    }

    @Test
    void keepalivedConfIsNot() {
        assertThat(uci.recognises("! c\nvrrp_instance A {\n}\n")).isZero();
    }

    @Test
    void anEmptyTextIsNobodys() {
        assertThat(uci.recognises("# nothing\n")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Config globals\n\toption enabled 1\n",
                "'config' globals\n",
                "config\n",
                "; config globals\nconfig globals\n",
                "conf globals\n\toption enabled 1\nconfig peer\n",
                "option enabled 1\n"
            })
    void whatWasMeantAsUciIsReadAsUciToTellWhatIsWrong(String text) {
        assertThat(uci.recognises(text)).isGreaterThan(keepalived.recognises(text));
    }

    @Test
    void aBlockThatHasAnOptionIsNot() {
        assertThat(uci.recognises("block {\n\toption enabled 1\n\tconfig a\n}\n"))
                .isZero();
    }
}

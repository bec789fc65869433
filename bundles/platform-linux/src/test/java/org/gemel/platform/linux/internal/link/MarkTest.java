package org.gemel.platform.linux.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkTest {

    private static final Maker MAKER = new Maker(12, 345, 4026531836L);

    @Test
    void aMarkIsReadAsItIsWritten() {
        Mark mark = new Mark(MAKER, Map.of("arp_ignore", "0", "arp_announce", "1"));

        assertThat(mark.text()).isEqualTo("gemel 12/345/4026531836 arp_announce=1 arp_ignore=0");
        assertThat(Mark.parse(mark.text())).contains(mark);
    }

    @Test
    void aBaseOfWhichNothingWasChangedNeedsNoSettings() {
        assertThat(Mark.parse("gemel 12/345/4026531836")).contains(new Mark(MAKER, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gemel",
                "uplink to the provider",
                "gemel 12",
                "gemel 12/345/1 arp_ignore=zero",
                "gemel 12/345/1 ../x=1"
            })
    void anAliasOfSomebodyElseIsNoMark(String alias) {
        assertThat(Mark.parse(alias)).isEmpty();
    }

    @Test
    void theLongestMarkFitsIntoAnAlias() {
        Mark mark = new Mark(
                new Maker(4194304, Long.MAX_VALUE, 4294967295L),
                Map.of("arp_ignore", "-2147483648", "arp_announce", "-2147483648"));

        assertThat(mark.text()).hasSizeLessThan(256);
    }
}

package org.gemel.shell.internal.explain;

import java.util.List;
import java.util.stream.Stream;
import org.gemel.api.config.LinkDelays;

/** How long changes of interfaces must last; down first, then up. */
final class LinkDelayFacts {

    private static final String BLOCK = "interface_up_down_delays";

    private LinkDelayFacts() {}

    static Stream<Section> of(List<LinkDelays> delays) {
        if (delays.isEmpty()) {
            return Stream.of();
        }
        Facts facts = new Facts().all(BLOCK, delays, LinkDelayFacts::text);
        return Stream.of(facts.section(BLOCK, ""));
    }

    private static String text(LinkDelays delays) {
        return new Options()
                .word(delays.interfaceName())
                .word(Facts.seconds(delays.down()))
                .word(Facts.seconds(delays.up()))
                .toString();
    }
}

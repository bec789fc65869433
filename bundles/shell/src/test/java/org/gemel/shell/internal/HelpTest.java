package org.gemel.shell.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HelpTest {

    @Test
    void everyCommandHasALineWithItsArguments() {
        assertThat(Help.text().lines())
                .filteredOn(line -> !line.isBlank())
                .extracting(line -> line.split(" {2,}", -1)[0])
                .startsWith(
                        "check [--explain] [--json] [-i ID] FILE...",
                        "counters",
                        "counters NAME",
                        "help",
                        "reload",
                        "show [--json] NAME",
                        "status [--json]",
                        "stop");
    }
}

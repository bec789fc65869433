package org.gemel.config.internal.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gemel.config.internal.Trees.codes;

import java.util.stream.Stream;
import org.gemel.config.internal.Rows;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Mistakes that keepalived finds, and that were once taken here without a word. */
class ComplaintsTest {

    @TestFactory
    Stream<DynamicTest> whatKeepalivedComplainsOfIsFoundAndNothingElse() {
        return Rows.of("complaints.tsv").stream()
                .map(row -> DynamicTest.dynamicTest(
                        row[1],
                        () -> assertThat(codes(row[2].replace('|', '\n') + "\n"))
                                .containsExactly(row[0])));
    }
}

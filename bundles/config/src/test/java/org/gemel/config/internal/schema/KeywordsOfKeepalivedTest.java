package org.gemel.config.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gemel.config.internal.Rows;
import org.gemel.config.internal.schema.Signature.Body;
import org.junit.jupiter.api.Test;

/** Every word that keepalived knows is known here, in the same block, once. */
class KeywordsOfKeepalivedTest {

    private final Schema schema = Schema.load();

    private static List<String> facts() {
        return Rows.of("keepalived-keywords.tsv").stream()
                .map(row -> row[0] + " " + row[1])
                .toList();
    }

    /** Walks from the top of a file into every block, as a reader of configurations does. */
    private void walk(Shape shape, String path, List<String> into) {
        for (Keyword keyword : shape.keywords()) {
            if (keyword.removed() || keyword.since().equals("gemel")) {
                continue;
            }
            into.add((path.isEmpty() ? "(root)" : path) + " " + keyword.name());
            Signature signature = keyword.signature();
            if (signature.body() == Body.KEYWORDS) {
                walk(
                        schema.shape(signature.shape()),
                        path.isEmpty() ? keyword.name() : path + "/" + keyword.name(),
                        into);
            }
        }
    }

    @Test
    void everyKeywordIsDeclaredOnceAndNoOther() {
        List<String> declared = new ArrayList<>();
        walk(schema.root(), "", declared);
        assertThat(declared)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(facts().stream()
                        .filter(fact -> !fact.contains("(value)"))
                        .toList());
    }

    @Test
    void everyOptionOfAValueIsDeclared() {
        assertThat(facts()).filteredOn(fact -> fact.contains(" (value) ")).allSatisfy(fact -> {
            String[] parts = fact.split(" \\(value\\) ");
            Shape shape = values(schema.root(), parts[0]);
            assertThat(shape).as(fact).isNotNull();
            assertThat(parts[1].equals(Shape.VALUE) ? shape.value() : shape.find(parts[1]))
                    .as(fact)
                    .isNotNull();
        });
    }

    private Shape values(Shape shape, String keyword) {
        for (Keyword candidate : shape.keywords()) {
            Signature signature = candidate.signature();
            if (signature.body() == Body.VALUES && candidate.name().equals(keyword)) {
                return schema.shape(signature.shape());
            }
            if (signature.body() == Body.KEYWORDS) {
                Shape found = values(schema.shape(signature.shape()), keyword);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }
}

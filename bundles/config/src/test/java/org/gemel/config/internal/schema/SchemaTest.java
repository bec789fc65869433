package org.gemel.config.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaTest {

    private final Schema schema = Schema.load();

    @Test
    void everyRowHasArgumentsThatCanBeRead() {
        assertThat(schema.shapes())
                .allSatisfy(shape -> assertThat(shape.keywords())
                        .allSatisfy(keyword ->
                                assertThat(keyword.signature().alternatives()).isNotEmpty()));
    }

    @Test
    void everyBlockThatAKeywordOpensIsInTheTable() {
        assertThat(schema.shapes())
                .allSatisfy(shape -> assertThat(shape.keywords())
                        .extracting(Keyword::signature)
                        .allSatisfy(signature -> {
                            if (signature.shape() != null) {
                                assertThat(schema.shape(signature.shape())).isNotNull();
                            }
                            if (signature.options() != null) {
                                assertThat(schema.shape(signature.options())).isNotNull();
                            }
                        }));
    }

    @Test
    void everyBlockThatIsInTheTableCanBeReached() {
        List<String> reached = new java.util.ArrayList<>(List.of(Schema.ROOT));
        for (int i = 0; i < reached.size(); i++) {
            for (Keyword keyword : schema.shape(reached.get(i)).keywords()) {
                Signature signature = keyword.signature();
                for (String next : new String[] {signature.shape(), signature.options()}) {
                    if (next != null && !reached.contains(next)) {
                        reached.add(next);
                    }
                }
            }
        }
        assertThat(schema.shapes())
                .extracting(Shape::name)
                .filteredOn(name ->
                        !List.of("probe", "connection", "tracking", "address").contains(name))
                .containsExactlyInAnyOrderElementsOf(reached);
    }

    @Test
    void aWordDeclaredTwiceIsRefused() {
        String row = "root\tinstance\tname\t-\t-\tA\tname of this daemon\n";
        assertThatThrownBy(() -> Schema.read(new BufferedReader(new StringReader(row + row))))
                .hasMessage("instance is declared twice for root");
    }
}

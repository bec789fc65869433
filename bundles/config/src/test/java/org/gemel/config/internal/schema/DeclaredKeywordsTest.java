package org.gemel.config.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gemel.api.config.Keywords;
import org.gemel.api.config.Keywords.Argument;
import org.junit.jupiter.api.Test;

class DeclaredKeywordsTest {

    private final Keywords keywords = new DeclaredKeywords();

    @Test
    void everyBlockThatAKeywordNamesIsThere() {
        assertThat(keywords.blocks())
                .allSatisfy(block -> assertThat(block.keywords().values()).allSatisfy(keyword -> {
                    if (keyword.block() != null) {
                        assertThat(keywords.block(keyword.block())).isNotNull();
                    }
                    if (keyword.options() != null) {
                        assertThat(keywords.block(keyword.options())).isNotNull();
                    }
                }));
    }

    @Test
    void typesAreToldWithWhatNarrowsThem() {
        assertThat(keywords.block("vrrp_instance")
                        .keywords()
                        .get("virtual_router_id")
                        .arguments())
                .isEqualTo(List.of(List.of(new Argument("int", "1..255", false, false))));
    }

    @Test
    void aFileIsABlock() {
        assertThat(keywords.block(Keywords.ROOT).keywords()).containsKey("vrrp_instance");
    }
}

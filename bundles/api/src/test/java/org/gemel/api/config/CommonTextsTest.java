package org.gemel.api.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommonTextsTest {

    private final CommonTexts texts = new CommonTexts();

    @Test
    void equalTextsAreOne() {
        String first = String.valueOf(new char[] {'p', '1'});
        assertThat(texts.of(first)).isSameAs(first);
        assertThat(texts.of(String.valueOf(new char[] {'p', '1'}))).isSameAs(first);
    }

    @Test
    void otherTextsAreNotHeldForEver() {
        for (int i = 0; i < 10_000; i++) {
            texts.of("text " + i);
        }
        String late = "late " + 1;
        texts.of(late);
        String again = String.valueOf("late 1".toCharArray());
        assertThat(texts.of(again)).isSameAs(again);
    }
}

package org.gemel.config.keepalived.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The patterns of an include are those of a shell. */
class GlobTest {

    @ParameterizedTest(name = "{0} {1} {2}")
    @CsvSource({
        "a.conf, a.conf, true",
        "a.conf, b.conf, false",
        "*.conf, a.conf, true",
        "*.conf, .conf, false",
        ".*, .conf, true",
        "*, '', true",
        "a*b*c, axxbxbyc, true",
        "a*b*c, axxbxby, false",
        "?.c, a.c, true",
        "?.c, ab.c, false",
        "[a-c]x, bx, true",
        "[a-c]x, dx, false",
        "[!a-c]x, dx, true",
        "[^a-c]x, ax, false",
        "[]x]y, ]y, true",
        "[a, [a, true",
        "a[, a[, true"
    })
    void aNameMatches(String pattern, String name, boolean expected) {
        assertThat(Glob.matches(pattern, name)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a            | a
            {a,b}c       | ac bc
            {a,b}{c,d}   | ac ad bc bd
            {a/{b,c},d}  | a/b a/c d
            x{,y}        | x xy
            {a,b         | {a,b
            a}b          | a}b
            """)
    void bracesAreAlternatives(String pattern, String expected) {
        assertThat(Glob.alternatives(pattern, 100)).containsExactly(expected.split(" "));
    }

    @Test
    void manyStarsTakeNoExponentialTime() {
        assertThat(Glob.matches("*a".repeat(100) + "b", "a".repeat(255))).isFalse();
    }
}

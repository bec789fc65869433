package org.gemel.checker.http.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.gemel.api.checker.BadSettingException;
import org.gemel.api.config.CheckerDefinition.Setting;
import org.gemel.checker.connection.testing.Definitions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodySearchTest {

    private static boolean found(String url, String body, int piece) throws BadSettingException, BadResponseException {
        Setting setting = Definitions.http(80, "url " + url).settings().get(0);
        BodySearch search = new BodySearch(Regex.of(setting).orElseThrow());
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i += piece) {
            search.piece(ByteBuffer.wrap(bytes, i, Math.min(piece, bytes.length - i)));
        }
        search.end();
        return search.found();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                "regex b+c~aabbcc~true",
                "regex ^b~ab~false",
                "regex ^a~ab~true",
                "regex b$~ab~true",
                "regex a$~ab~false",
                "regex (?=b)b(?<!a)b~abb~true",
                "regex f.*h; regex_options dotall~\"f\n\nh\"~true",
                "regex f.*h~\"f\nh\"~false",
                "regex ^h; regex_options multiline~\"f\nh\"~true",
                "regex b; regex_options anchored~ab~false",
                "regex a; regex_options anchored~ab~true",
                "regex a+.; regex_options literal~xa+.~true",
                "regex a b; regex_options extended~ab~true",
                "regex f.r~für~false",
                "regex f..r~für~true",
                "regex f.r; regex_options utf~für~true",
                "regex für~für~true",
                "regex FÜR; regex_options utf caseless~für~true",
                "regex {'ok':true}~{'ok':true}~true",
                "regex ^\\p{L}{2}$~ab~true",
                "regex ^\\P{Lu}$~A~false",
                "regex [\\p{Lu}]~a~false",
                "regex ^\\x{41}{2}$~AA~true",
                "regex ^\\x{1F600}$; regex_options utf~\ud83d\ude00~true",
                "regex a{2}~aa~true",
                "regex a{2,3}~a~false",
                "regex a{,x}~a{,x}~true",
                "regex [[:digit:]]+[[:^digit:]]$~ab12c~true",
                "regex ^[[:alpha:]]+$~a:l~false",
                "regex ^[[:word:]]$~_~true",
                "regex [[]~[~true",
                "regex []a]b~]b~true",
                "regex [^]a]b~]b~false",
                "regex [a&&b]c~&c~true",
                "regex [x #]b; regex_options extended~\" b\"~true",
                "regex a # then b~ab~false",
                "regex a # then [b; regex_options extended~ab~true",
                "regex (?P<x>a)(?#twice)\\k<x>~aa~true",
                "regex \\Qa[\\E.~xa[b~true",
                "regex \\[a\\]~[a]~true",
                "regex b$~\"ab\n\"~true",
                "regex b$; regex_options dollar_endonly~\"ab\n\"~false",
                "regex []; regex_options allow_empty_class~a~false",
                "regex [^]; regex_options allow_empty_class~a~true",
                "regex a.*?b; regex_options ungreedy~acb~true",
                "regex (a|b|)+c~abc~true",
                "regex (?<=a|bc?|)d~bcd~true",
                "regex (?<!x|)a~a~false",
                "regex (a)(?:b?|c)\\1\\b~\"aba c\"~true",
                "regex (a)\\10~aa0~true",
                "regex (a)\\1{2}b~aaab~true",
                "regex (?i)A(?-i:b|c)$~aB~false",
                "regex (?<n>a|)\\k<n>{2}$~aaa~true",
                "regex [(|)]{2}[^|)]~(|x~true",
                "regex \\Q(|\\E+\\|\\)~(||)~true",
                "regex (?>a|ab)c~abc~false",
                "regex a(?#(|)b|c~ac~true",
                "regex (a|) # (b|; regex_options extended~a~true",
                "regex ^?a$?~ba~true",
                "regex a; regex_min_offset 1~ab~false",
                "regex b; regex_min_offset 1~ab~true",
                "regex b; regex_max_offset 0~ab~false",
                "regex b; regex_max_offset 1~ab~true",
            })
    void asPcre2HasIt(String url, String body, boolean found) throws BadSettingException, BadResponseException {
        assertThat(found(url, body, 1000)).isEqualTo(found);
        assertThat(found(url, body, 1)).as("byte by byte").isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {"regex needle!true", "regex ^needle!false", "regex needle$!true", "regex \\bneedle\\b!true"})
    void longBodiesAreSearchedToTheirEnd(String url, boolean found) throws BadSettingException, BadResponseException {
        assertThat(found(url, "hay ".repeat(50_000) + "needle", 8192)).isEqualTo(found);
    }

    @Test
    void whatLiesAcrossTheEdgeOfAWindowIsFound() throws BadSettingException, BadResponseException {
        for (int before = 32_760; before < 32_776; before++) {
            assertThat(found("regex needle", "x".repeat(before) + "needle" + "x".repeat(40_000), 8192))
                    .as("after %d letters", before)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a+)+$",
                "([a-zA-Z]+)*$",
                "(a|aa)+$",
                "(a|a?)+$",
                "(.*a){20}$",
                "^(([a-z])+.)+[A-Z]([a-z])+$",
                "(?=(a+))\\1*b",
                "(x+x+)+y|(a+a+)+b"
            })
    void noExpressionKeepsOthersWaiting(String evil) throws BadSettingException {
        long start = System.nanoTime();
        try {
            assertThat(found("regex " + evil, "a".repeat(30_000) + "!", 8192)).isFalse();
        } catch (BadResponseException tooLong) {
            assertThat(tooLong).hasMessageEndingWith("write a simpler one");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    /** Ways to match nothing, or not to match the end, that look at no letter. */
    static List<String> evilWithoutALetter() {
        String end = "(?:x|\\A)";
        return List.of(
                "(|){60}x",
                "-(|){60}" + end + "\\1?",
                "-" + "(|)".repeat(60) + end,
                "-" + "(a?|b*)".repeat(60) + end,
                "-" + "(a?)?".repeat(60) + end,
                "-" + "((a{0,9})??)?".repeat(60) + end,
                "-()" + "\\1?".repeat(60) + end,
                "-(?<n>)" + "\\k<n>?".repeat(60) + end,
                "-" + "\\b?".repeat(60) + end,
                "-" + "\\G?".repeat(60) + end,
                "-" + "$?".repeat(60) + end,
                "-" + "(?:(?=a)|(?!b)|^|)".repeat(60) + end,
                "-" + "(?<=a|-|)?".repeat(60) + end,
                "(?x)-" + "( | )".repeat(60) + end,
                "(?:(?<!a)|(?<!b))".repeat(60) + "x",
                "-()\\1{60000}{16}" + end);
    }

    @ParameterizedTest
    @MethodSource("evilWithoutALetter")
    @Timeout(60)
    void waysThatLookAtNoLetterAreCountedToo(String evil) {
        for (String body : List.of("", "-", "--", "-".repeat(20_000))) {
            try {
                assertThat(found("regex " + evil, body, 8192)).isFalse();
            } catch (BadResponseException tooLong) {
                assertThat(tooLong).hasMessageEndingWith("write a simpler one");
            } catch (BadSettingException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void whatIsWrongIsToldAsItWasWritten() {
        assertThatThrownBy(() -> found("regex (a|)b(", "", 1)).hasMessageContaining(" at letter 7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(?:){65535}{65535}", "((((a{100}){100}){100}){100})", "a{65536}", "a{99999999999}"})
    void anExpressionThatDemandsMillionsOfRepeatsIsRefused(String absurd) {
        assertThatThrownBy(() -> found("regex " + absurd, "", 1))
                .isInstanceOf(BadSettingException.class)
                .hasMessageStartingWith("regex cannot be used: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[:nothing:]]", "(?R)", "a**", "(", "\\K", "[b-a]"})
    void whatJavaDoesNotKnowIsRefused(String unknown) {
        assertThatThrownBy(() -> found("regex " + unknown, "", 1)).isInstanceOf(BadSettingException.class);
    }

    @ParameterizedTest
    @CsvSource({"ab(, ' at letter '", "{ab(, Unclosed group;"})
    void theLetterIsToldWhereItIsOneOfWhatWasWritten(String wrong, String told) {
        assertThatThrownBy(() -> found("regex " + wrong, "", 1)).hasMessageContaining(told);
    }

    @Test
    void anExpressionThatNestsTooDeepIsRefused() {
        assertThatThrownBy(() -> found("regex " + "(".repeat(100_000) + ")".repeat(100_000), "", 1))
                .isInstanceOf(BadSettingException.class)
                .hasMessageStartingWith("regex ");
    }

    @Test
    void aLongBodyEarnsNoLongSearch() {
        // Each of the b is looked at once for each b before it, and once more on the way back.
        assertThatThrownBy(() -> found("regex b[xb]*c", "x".repeat(4_000_000) + "b".repeat(4_000), 8192))
                .isInstanceOf(BadResponseException.class)
                .hasMessageContaining("takes too long");
    }

    @Test
    void theEndOfAWindowIsNotTheEndOfTheBody() throws BadSettingException, BadResponseException {
        assertThat(found("regex x$", "x".repeat(40_000) + "y", 8192)).isFalse();
    }
}

package org.gemel.config.json.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gemel.config.json.internal.Texts.JSON;
import static org.gemel.config.json.internal.Texts.OPTIONS;
import static org.gemel.config.json.internal.Texts.outline;
import static org.gemel.config.json.internal.Texts.problems;
import static org.gemel.config.json.internal.Texts.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gemel.api.config.Directive;
import org.gemel.api.config.ParsedConfig;
import org.gemel.api.config.Position;
import org.gemel.api.config.Word;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFormatTest {

    private static final String HOME = """
            {
              "vrrp_instance": {
                "HOME": {
                  "interface": "br-lan",
                  "virtual_router_id": 51,
                  "nopreempt": true,
                  "virtual_ipaddress": [
                    "192.168.1.1/24",
                    "10.0.0.1/24 dev eth0"
                  ]
                }
              }
            }
            """;

    @TempDir
    Path directory;

    @Test
    void aVirtualRouter() {
        assertThat(tree(HOME))
                .isEqualTo("vrrp_instance HOME { interface br-lan; virtual_router_id 51; nopreempt;"
                        + " virtual_ipaddress { 192.168.1.1/24; 10.0.0.1/24 dev eth0 } }");
    }

    @Test
    void isWrittenAsPeopleWouldWriteIt() {
        assertThat(JSON.write(read(directory, HOME).tree())).isEqualTo(HOME);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"a": true}                                        | a
            {"a": false}                                       | a false
            {"a": "false"}                                     | a false
            {"a": 0.50}                                        | a 0.50
            {"a": "x  y \\"a b\\""}                            | a x y "a b"
            {"a": [1, 2]}                                      | a 1; a 2
            {"a": {}}                                          | a { }
            {"a": {"b": {"c": 1}}}                             | a { b { c 1 } }
            {"a b": {"c": 1}}                                  | a b { c 1 }
            {"a": [{"b": 1}, {"b": 2}]}                        | a { b 1 }; a { b 2 }
            {"a": [[{"b": 1}, {"c": 2}, {"b": 3}]]}            | a { b 1; c 2; b 3 }
            [{"a": 1}, {"b": 2}, {"a": 3}]                     | a 1; b 2; a 3
            {"vrrp_instance": {"A": {}, "B": {}}}              | vrrp_instance A { }; vrrp_instance B { }
            {"vrrp_instance": {"A": [{}, {}]}}                 | vrrp_instance A { }; vrrp_instance A { }
            {"vrrp_instance": {"A": true}}                     | vrrp_instance A
            {"vrrp_instance": [{"A": {}}, {"B": {}}]}          | vrrp_instance A { }; vrrp_instance B { }
            {"virtual_server": {"10.0.0.1 80": {"alpha": true}}} | virtual_server 10.0.0.1 80 { alpha }
            {"static_ipaddress": []}                           | static_ipaddress { }
            {"static_ipaddress": [["1.1.1.1"], ["2.2.2.2"]]}   | static_ipaddress { 1.1.1.1 }; static_ipaddress { 2.2.2.2 }
            {"static_ipaddress": {"1.1.1.1": "dev eth0"}}      | static_ipaddress { 1.1.1.1 dev eth0 }
            {"virtual_server_group": {"G": ["10.0.0.1 80"]}}   | virtual_server_group G { 10.0.0.1 80 }
            {"webhook": {"url": "http://a"}}                   | webhook { url http://a }
            {"static_ipaddress": "1.1.1.1 dev eth0"}           | static_ipaddress { 1.1.1.1 dev eth0 }
            {"virtual_server_group": {"G": "10.0.0.1 80"}}     | virtual_server_group G { 10.0.0.1 80 }
            {"vrrp_instance": {"A": {"nopreempt": true}}}      | vrrp_instance A { nopreempt }
            {"vrrp_instance": {"A": {"nopreempt": false}}}     | vrrp_instance A { }
            {"vrrp_instance": {"A": {"nopreempt no": true}}}   | vrrp_instance A { nopreempt no }
            {"vrrp_instance": {"A": {"priority": 1E2}}}        | vrrp_instance A { priority 100 }
            {"vrrp_instance": {"A": {"priority": 100.0}}}      | vrrp_instance A { priority 100 }
            {"vrrp_instance": {"A": {"priority": "100.0"}}}    | vrrp_instance A { priority 100.0 }
            {"vrrp_instance": {"A": {"priority": 1e400}}}      | vrrp_instance A { priority 1e400 }
            {"vrrp_instance": {"A": {"priority": 1e-99999999999}}} | vrrp_instance A { priority 1e-99999999999 }
            {"vrrp_instance": {"A": {"advert_int": 5.0e-1}}}   | vrrp_instance A { advert_int 0.50 }
            {"vrrp_instance": {"\\u00e9\\ud83d\\ude00": {}}}   | vrrp_instance é😀 { }
            {"$schema": "gemel.schema.json", "a": true}        | a
            [{"$schema": "gemel.schema.json"}, {"a": true}]    | a
            """)
    void forms(String json, String tree) {
        assertThat(tree(json)).isEqualTo(tree);
    }

    @Test
    void everyWordHasItsPlace() {
        ParsedConfig parsed = read(directory, "{\"a\":\n  {\"b\": \"x\\t\\u0022y\\\" z\",\n   \"c\": 5}}");
        Directive b = parsed.tree().get(0).children().get(0);

        assertThat(place(parsed.tree().get(0).keyword())).isEqualTo("1:3");
        assertThat(place(b.keyword())).isEqualTo("2:5");
        assertThat(b.arguments()).extracting(Word::text).containsExactly("x", "y", "z");
        assertThat(b.arguments()).extracting(JsonFormatTest::place).containsExactly("2:10", "2:13", "2:23");
        assertThat(place(parsed.tree().get(0).children().get(1).arguments().get(0)))
                .isEqualTo("3:9");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"a": 1, "a": 2}          | error 1:10 json-repeated-key
            {"a": null}               | error 1:7 json-shape
            {"a": []}                 | error 1:7 json-shape
            {"a": ""}                 | error 1:7 json-shape
            {"": 1}                   | error 1:2 json-shape
            {"a": "x \\"y"}           | error 1:10 quote-not-closed
            {"a": "x\\ny"}            | error 1:9 word-not-allowed
            {"a": 1} 2                | error 1:10 json-left-over
            "a"                       | error 1:1 json-shape
            [1]                       | error 1:2 json-shape
            {"static_ipaddress": [true]} | error 1:23 json-shape
            {"vrrp_instance": [[]]}   | error 1:20 json-shape
            {"vrrp_instance": {"name": "A", "priority": 1}}    | error 1:28 json-shape
            {"vrrp_instance": [{"name": "A", "priority": 1}]}  | error 1:29 json-shape
            {"vrrp_instance": {"A": {"nopreempt": "false"}}}   | error 1:39 json-shape
            {"vrrp_instance": {"A": {"nopreempt": 0}}}         | error 1:39 json-shape
            {"vrrp_instance": {"A": {"nopreempt": null}}}      | error 1:39 json-shape
            {"vrrp_instance": {"A": {"nopreempt": {}}}}        | error 1:39 json-shape
            {"vrrp_instance": {"A": {"nopreempt": []}}}        | error 1:39 json-shape
            {"global_defs": "router_id x"}                     | error 1:17 json-shape
            {"a": "x\\ud800y"}        | error 1:9 word-not-allowed
            """)
    void mistakesHaveAPlace(String json, String problem) {
        assertThat(problems(read(directory, json))).containsExactly(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{\"a\"",
                "{\"a\": }",
                "{\"a\": 1,}",
                "{'a': 1}",
                "{\"a\": 01}",
                "{\"a\": hidden}",
                "{\"a\": 1} // why",
                "{\"a\": \"\t\"}"
            })
    void whatIsNoJsonIsOneErrorWithAPlace(String text) {
        ParsedConfig parsed = read(directory, text);

        assertThat(parsed.diagnostics()).hasSize(1).allSatisfy(d -> {
            assertThat(d.code()).isIn("json-syntax", "json-empty", "json-left-over");
            assertThat(d.at().line()).isOne();
            assertThat(d.toString()).doesNotContain("hidden");
        });
        assertThat(parsed.tree()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            {"a": 1} // why     | this is no JSON: there are no comments in JSON
            {"a": /* why */ 1}  | this is no JSON: there are no comments in JSON
            {"a": 1,}           | this is no JSON: nothing follows the comma or colon before this }
            {"a": [1,]}         | this is no JSON: nothing follows the comma or colon before this ]
            {'a': 1}            | this is no JSON: strings are in double quotes, not in '
            {a: 1}              | this is no JSON: a key in double quotes is missing here
            {"a" 1}             | this is no JSON: a colon is missing behind this key
            {"a": 1 "b": 2}     | this is no JSON: a comma is missing before this
            {"a": True}         | this is no JSON: a word that is neither in quotes nor true, false or a number
            {"a": NaN}          | this is no JSON: NaN and Infinity are no numbers
            {"a": +1}           | this is no JSON: no number begins with +
            {"a": {"b": 1       | this is no JSON: the file ends within what begins in line 1, column 7
            {"a": [1}           | this is no JSON: this cannot close what begins in line 1, column 7
            """)
    void aMistakeIsSaidInPlainWords(String json, String message) {
        assertThat(read(directory, json).diagnostics())
                .singleElement()
                .satisfies(each -> assertThat(each.message()).isEqualTo(message));
    }

    @Test
    void syntaxErrorsPointToTheLine() {
        assertThat(problems(read(directory, "{\n  \"a\": 1\n  \"b\": 2\n}"))).containsExactly("error 3:3 json-syntax");
    }

    @Test
    void bytesThatAreNoTextHaveAPlace() throws IOException {
        Path file = directory.resolve("latin.json");
        Files.write(file, new byte[] {'{', '\n', '"', (byte) 0xe9, '"'});

        assertThat(problems(JSON.read(file, OPTIONS))).containsExactly("error 2:2 json-not-utf8");
    }

    @Test
    void aMissingFileIsAnError() {
        assertThat(problems(JSON.read(directory.resolve("none"), OPTIONS)))
                .containsExactly("error 1:1 unreadable-file");
    }

    @Test
    void deepNestingEndsWithAnError() {
        assertThat(problems(read(directory, "{\"a\":".repeat(40) + "1" + "}".repeat(40))))
                .containsExactly("error 1:166 block-too-deep");
        assertThat(read(directory, "[".repeat(100_000)).diagnostics()).hasSize(1);
    }

    @Test
    void tenThousandVirtualRoutersAreWithinEveryLimit() {
        StringBuilder text = new StringBuilder("{\"vrrp_instance\": {");
        for (int i = 0; i < 10_000; i++) {
            text.append(i == 0 ? "" : ",").append("\"V").append(i).append("\": {\"interface\": \"lo\"}");
        }
        ParsedConfig parsed = read(directory, text.append("}}").toString());

        assertThat(parsed.diagnostics()).isEmpty();
        assertThat(parsed.tree()).hasSize(10_000);
    }

    @Test
    void whatIsTooLargeEndsWithAnError() {
        assertThat(problems(read(directory, "[" + " ".repeat(Limits.TEXT_SIZE) + "]")))
                .containsExactly("error 1:1 json-too-large");
        assertThat(problems(read(directory, "[" + "{},".repeat(Limits.NODES) + "{}]")))
                .containsExactly("error 1:2999999 json-too-large");
        assertThat(problems(read(directory, "{\"a\": \"" + "x".repeat(Limits.STRING_LENGTH + 1) + "\"}")))
                .hasSize(1);
    }

    @Test
    void whatJsonCannotSayIsNamed() {
        Position nowhere = new Position("x", 1, 1);
        Directive directive =
                new Directive(new Word("router_id", nowhere, false), List.of(new Word("a\nb", nowhere, true)), null);

        assertThatThrownBy(() -> JSON.write(List.of(directive)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("router_id: ");
    }

    @ParameterizedTest
    @CsvSource({"'{', 40", "'\uFEFF {\"a\": 1}', 95", "'[{', 95", "'{ a }', 40", "'vrrp_instance X {', 0", "'', 0"})
    void recognisesByItsBrace(String head, int sure) {
        assertThat(JSON.recognises(head)).isEqualTo(sure);
    }

    private String tree(String json) {
        ParsedConfig parsed = read(directory, json);
        assertThat(parsed.diagnostics()).isEmpty();
        return outline(parsed.tree());
    }

    private static String place(Word word) {
        return word.at().line() + ":" + word.at().column();
    }
}

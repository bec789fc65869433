package org.gemel.config.json.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gemel.config.internal.schema.DeclaredKeywords;
import org.gemel.config.internal.schema.Vocabulary;
import org.gemel.config.json.internal.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What another implementation of JSON Schema makes of ours. */
class JsonSchemaTest {

    private static final String TEXT = new JsonSchema(new DeclaredKeywords()).text();
    private static final com.networknt.schema.JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(TEXT);

    private static final com.networknt.schema.JsonSchema META = JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    private static final Set<String> SHOWN = Set.of(
            "unknown-keyword",
            "out-of-range",
            "not-a-number",
            "missing-keyword",
            "missing-argument",
            "missing-block",
            "unexpected-block",
            "bad-value");

    @Test
    void agreesWithThePublishedMetaSchema() {
        assertThat(META.validate(TEXT, InputFormat.JSON)).isEmpty();
    }

    /** The small cases that may be used, converted; a wrong value is one also where it is only warned of. */
    static List<Samples.Sample> clean() {
        return Samples.ofMicroCases(result -> result.usable()
                && result.diagnostics().stream().noneMatch(d -> d.code().equals("bad-value")));
    }

    /** The small cases with an error that shows without knowing what names and addresses refer to. */
    static List<Samples.Sample> broken() {
        return Samples.ofMicroCases(result -> result.diagnostics().stream().anyMatch(d -> SHOWN.contains(d.code())));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void refusesBrokenOnes(Samples.Sample sample) {
        assumeThat(sample.name())
                .as("a range that hangs on the version of the protocol")
                .isNotEqualTo("adv_41_v3.conf");
        assertThat(problems(sample.json())).as(sample.json()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("clean")
    void takesWhatIsRight(Samples.Sample sample) {
        assertThat(problems(sample.json())).as(sample.json()).isEmpty();
    }

    @Test
    void thereAreSamples() {
        assertThat(clean()).hasSizeGreaterThan(30);
        assertThat(broken()).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "{\"vrrp_instence\": {}}",
                "{\"vrrp_instance\": {\"A\": {}}}",
                "{\"vrrp_instance\": {\"A\": {\"interface\": \"lo\"}}}",
                "{\"vrrp_instance\": {\"A\": {\"interface\": \"lo\", \"virtual_router_id\": 256}}}",
                "{\"vrrp_instance\": {\"A\": {\"interface\": \"lo\", \"virtual_router_id\": \"x\"}}}",
                "{\"vrrp_instance\": {\"A\": {\"interface\": \"lo\", \"virtual_router_id\": 1.5}}}",
                "{\"vrrp_instance\": {\"A\": {\"interface\": \"lo\", \"virtual_router_id\": 1, \"state\": \"MASTR\"}}}",
                "{\"vrrp_instance\": {\"A\": {\"interface\": \"lo\", \"virtual_router_id\": 1, \"nopreempt\": 5}}}",
                "{\"vrrp_instance\": {\"A\": {\"interface\": \"lo\", \"virtual_router_id\": 1, \"colour\": 5}}}",
                "{\"vrrp_instance\": {\"A\": {\"interface\": \"lo\", \"virtual_router_id\": 1, \"nopreempt\": \"yes\"}}}",
                "{\"vrrp_instance\": {\"A\": {\"interface\": \"lo\", \"virtual_router_id\": 1,"
                        + " \"virtual_ipaddress\": null}}}",
                "{\"global_defs\": {\"vrrp_version\": 4}}",
                "{\"global_defs\": []}",
                "{\"global_defs\": null}"
            })
    void refusesWhatIsWrong(String json) {
        assertThat(problems(json)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"$schema\": \"gemel.schema.json\"}",
                "{\"vrrp_instance\": {\"A\": {\"interface\": \"lo\", \"virtual_router_id\": 51.0, \"nopreempt\": false,"
                        + " \"virtual_ipaddress\": \"1.2.3.4\"}}}",
                "[{\"static_ipaddress\": []}, {\"global_defs\": {}}]",
                "{\"vrrp_instance\": {\"A\": [[{\"interface\": \"lo\"}, {\"virtual_router_id\": 1}]]}}",
                "{\"vrrp_script\": {\"s\": {\"script\": \"/bin/true\", \"weight\": \"10 reverse\", \"interval\": 0.5}}}",
                "{\"static_ipaddress\": {\"10.0.0.1/24\": \"dev eth0\", \"10.0.0.2\": true}}",
                "{\"vrrp_script\": {\"s\": {\"script\": \"\\\"/bin/true now\\\" nobody\"}}}"
            })
    void takesOtherForms(String json) {
        assertThat(problems(json)).isEmpty();
    }

    @Test
    void takesTheSamplesOfTheDocumentation() throws IOException {
        Matcher samples = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../../distribution/src/doc/languages.md")));
        assertThat(samples.find()).isTrue();
        do {
            assertThat(problems(samples.group(1))).as(samples.group(1)).isEmpty();
        } while (samples.find());
    }

    @Test
    void knowsTheKeywordsOfPlugins() {
        Vocabulary vocabulary = new Vocabulary(complaint -> {});
        vocabulary.add(1, "redis", """
                real_server\tREDIS_CHECK\t{REDIS_CHECK}\tacts,many\tplugin\tA\tprobe by a PING of Redis
                REDIS_CHECK\tdatabase\tint(0..15)\tacts\tplugin\tB\tthe database to select
                REDIS_CHECK\t+connection\t-\t-\t-\t-\tand the words of every probe over the network
                """);
        String text = new JsonSchema(new DeclaredKeywords(vocabulary::schema)).text();
        com.networknt.schema.JsonSchema schema =
                JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(text);
        String server = "{\"virtual_server\": {\"192.0.2.1 80\": {\"real_server\": {\"192.0.2.2 80\": {\"%s\": %s}}}}}";

        assertThat(META.validate(text, InputFormat.JSON)).isEmpty();
        String right = server.formatted("REDIS_CHECK", "{\"database\": 3, \"retry\": 2}");
        assertThat(schema.validate(right, InputFormat.JSON)).isEmpty();
        assertThat(problems(right)).as("without the plugin").isNotEmpty();
        assertThat(schema.validate(server.formatted("REDIS_CHECK", "{\"database\": 16}"), InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema.validate(server.formatted("REDIS_CHECK", "{\"datebase\": 3}"), InputFormat.JSON))
                .isNotEmpty();
    }

    @Test
    void tellsPeopleWhatAKeywordIsFor() {
        assertThat(TEXT).contains("\"the interface where advertisements are sent and heard\"");
        assertThat(TEXT)
                .contains("older spelling of vrrp_garp_extra_if; use vrrp_garp_extra_if", "\"deprecated\" : true");
    }

    @Test
    void neverRefusesWhatARepeatedBlockMayBe() {
        List<String> refused = new ArrayList<>();
        for (String block : List.of("{}", "[{}, {}]", "[[{}, {}]]")) {
            if (!problems("{\"global_defs\": " + block + "}").isEmpty()) {
                refused.add(block);
            }
        }
        assertThat(refused).isEmpty();
    }

    private static Set<ValidationMessage> problems(String json) {
        return SCHEMA.validate(json, InputFormat.JSON);
    }
}

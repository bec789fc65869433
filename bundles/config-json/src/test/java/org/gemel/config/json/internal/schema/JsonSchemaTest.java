package org.gemel.config.json.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gemel.config.internal.schema.DeclaredKeywords;
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
        com.networknt.schema.JsonSchema meta = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        assertThat(meta.validate(TEXT, InputFormat.JSON)).isEmpty();
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
                "{\"vrrp_instance\": {\"A\": {\"interface\": \"lo\", \"virtual_router_id\": 1,"
                        + " \"virtual_ipaddress\": \"1.2.3.4\"}}}",
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

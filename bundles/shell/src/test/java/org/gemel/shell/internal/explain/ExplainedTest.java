package org.gemel.shell.internal.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Notifications;
import org.junit.jupiter.api.Test;

/** What {@code gemel check --explain} tells. */
class ExplainedTest {

    /** What must not be told. */
    private static final Set<String> SECRET = Set.of("Pass.password", "Ah.password", "Key.secret", "Secret.text");

    /** For each component, whether some change of it, in some configuration, is seen in the explanation. */
    private static Map<String, Boolean> seen() {
        Map<String, Boolean> seen = new LinkedHashMap<>();
        for (Configuration sample : Samples.all()) {
            List<Section> before = Explained.of(sample);
            Variants.of(sample)
                    .changed()
                    .forEach((place, variants) -> seen.merge(
                            place,
                            variants.stream()
                                    .anyMatch(variant -> !Explained.of((Configuration) variant)
                                            .equals(before)),
                            Boolean::logicalOr));
        }
        return seen;
    }

    /** Whoever adds a component adds a line to the class that explains its record, and a value to the samples. */
    @Test
    void everyComponentOfEveryRecordIsExplained() {
        Set<String> unexplained = new TreeSet<>();
        seen().forEach((place, explained) -> {
            if (!explained && !SECRET.contains(place)) {
                unexplained.add(place);
            }
        });
        assertThat(unexplained)
                .as("add them to InstanceFacts or its neighbours")
                .isEmpty();
    }

    @Test
    void everyComponentHasAValueInSomeSample() {
        Set<String> without = new TreeSet<>();
        Set<String> met = new TreeSet<>();
        for (Configuration sample : Samples.all()) {
            Variants variants = Variants.of(sample);
            without.addAll(variants.withoutValue());
            met.addAll(variants.met());
        }
        without.removeAll(met);
        assertThat(without).as("give them a value in Samples").isEmpty();
    }

    @Test
    void secretsAreNotShown() {
        assertThat(seen())
                .containsEntry("Pass.password", false)
                .containsEntry("Ah.password", false)
                .containsEntry("Key.secret", false)
                .containsEntry("Secret.text", false);
    }

    @Test
    void theSecretsOfChecksAreNotShown() {
        assertThat(CheckFacts.of(ServerSamples.checkWithPassword("hunter22"), "real")
                        .facts())
                .extracting(Fact::keyword, Fact::value)
                .contains(tuple("password", "<hidden>"), tuple("login password", "<hidden>"))
                .noneMatch(fact -> fact.toString().contains("hunter22"));
    }

    @Test
    void whatFollowsTheServerOfAWebhookIsASecret() {
        Notifications.Webhook webhook =
                new Notifications.Webhook(URI.create("https://a/b/t0ken?key=s3cret"), null, Duration.ofSeconds(5));

        assertThat(WebhookFacts.of(webhook).facts()).contains(new Fact("url", "https://a/<hidden>"));
    }

    @Test
    void anInstanceIsExplainedInTheWordsOfKeepalivedConf() {
        assertThat(Explained.of(Samples.all().get(0)))
                .filteredOn(section -> section.block().equals("vrrp_instance"))
                .singleElement()
                .satisfies(section -> assertThat(section.facts())
                        .contains(
                                new Fact("interface", "eth0"),
                                new Fact("virtual_router_id", "51"),
                                new Fact("priority", "100"),
                                new Fact("advert_int", "1"),
                                new Fact("auth_type", "PASS"),
                                new Fact("auth_pass", "<hidden>"),
                                new Fact("track_script", "chk weight 5"),
                                new Fact(
                                        "virtual_ipaddress",
                                        "10.0.0.10/24 brd 10.0.0.255 dev eth0 scope global label eth0:v autojoin")));
    }
}

package org.gemel.itests.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gemel.config.internal.schema.Schema;
import org.gemel.config.internal.schema.Shape;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every keyword of checks that acts changes what a check does. */
class CheckWalkTest {

    private static final Set<String> BLOCKS = Set.of(
            "TCP_CHECK",
            "PING_CHECK",
            "UDP_CHECK",
            "HTTP_GET",
            "url",
            "SMTP_CHECK",
            "host",
            "DNS_CHECK",
            "MISC_CHECK",
            "FILE_CHECK",
            "BFD_CHECK",
            "SSL");

    /** What checks inherit. */
    private static final Set<String> INHERITED =
            Set.of("retry", "delay_before_retry", "warmup", "connect_timeout", "delay_loop", "alpha", "virtualhost");

    private static Set<String> acting() {
        Set<String> names = new TreeSet<>();
        for (Shape shape : Schema.load().shapes()) {
            boolean inherited =
                    shape.name().equals("virtual_server") || shape.name().equals("real_server");
            if (inherited || BLOCKS.contains(shape.name())) {
                shape.keywords().stream()
                        .filter(each -> each.acts() && (!inherited || INHERITED.contains(each.name())))
                        .forEach(each -> names.add(shape.name() + " " + each.name()));
            }
        }
        return names;
    }

    @Test
    void everyKeywordThatActsHasARow() {
        Set<String> acting = acting();
        assertThat(acting).hasSizeGreaterThan(100);
        CheckRow.all().forEach(row -> acting.remove(row.name()));
        acting.removeAll(CheckRow.withoutMeaning());
        assertThat(acting).as("keywords that act, without a row in checks.tsv").isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> theCheckDoesSomethingElse() {
        return CheckRow.all().stream()
                .filter(row -> !row.isTestedElsewhere())
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> {
                    Set<String> with = chronicle(row.kind(), row.with());
                    Set<String> without = chronicle(row.kind(), row.without());
                    boolean missing = row.proof().startsWith("-");
                    List<String> only = new ArrayList<>(missing ? without : with);
                    only.removeAll(missing ? with : without);
                    Pattern proof = Pattern.compile(missing ? row.proof().substring(1) : row.proof());
                    assertThat(only)
                            .as("%s: what is done only %s it", row, missing ? "without" : "with")
                            .anyMatch(line -> proof.matcher(line).find());
                }));
    }

    private static Set<String> chronicle(String kind, String fragment) {
        return new LinkedHashSet<>(CheckStage.chronicle(new CheckText(kind, fragment).text()));
    }

    /** What needs a file, a key or a program is shown where those are. */
    @TestFactory
    Stream<DynamicTest> aTestShowsIt() {
        return CheckRow.all().stream()
                .filter(CheckRow::isTestedElsewhere)
                .map(row -> DynamicTest.dynamicTest(row.toString(), () -> {
                    String[] test = row.proof().split("#", 2);
                    assertThat(Path.of("..", test[0])).content().contains("void " + test[1] + "(");
                }));
    }

    /** Else nothing that is shown above would be shown. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "TCP_CHECK",
                "PING_CHECK",
                "UDP_CHECK",
                "HTTP_GET",
                "SMTP_CHECK",
                "host",
                "DNS_CHECK",
                "MISC_CHECK",
                "FILE_CHECK",
                "BFD_CHECK"
            })
    void aServerThatIsDownForAWhileIsFoundOut(String kind) {
        assertThat(chronicle(kind, "-"))
                .contains("100.000 down", "150.000 up")
                .anyMatch(line -> line.startsWith("0.000 passed "))
                .anyMatch(line -> line.startsWith("10.000 asks " + kind.replace("host", "SMTP_CHECK")));
    }

    /** Behaviour 88. */
    @Test
    void behaviour88WhatHoldsWhereNothingIsSaid() {
        String plain = "virtual_server 10.0.0.1 80 {\nlb_algo rr\nlb_kind NAT\nprotocol TCP\n"
                + "real_server 10.1.0.1 80 {\nTCP_CHECK {\n}\n}\n}\n";
        String written = plain.replace("{\n}", "{\ndelay_loop 60\nretry 1\ndelay_before_retry 1\nconnect_timeout 5\n}");
        assertThat(CheckStage.chronicle(plain)).isEqualTo(CheckStage.chronicle(written));
    }
}

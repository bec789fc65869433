package org.gemel.fuzz;

import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every target takes its seeds and what was found with it before. */
class RegressionTest {

    private static final Map<String, Consumer<byte[]>> TARGETS = Map.of(
            "TextFuzz", TextFuzz::fuzzerTestOneInput,
            "JsonFuzz", JsonFuzz::fuzzerTestOneInput,
            "UciFuzz", UciFuzz::fuzzerTestOneInput,
            "ConfigurationFuzz", ConfigurationFuzz::fuzzerTestOneInput,
            "DeclarationsFuzz", DeclarationsFuzz::fuzzerTestOneInput,
            "AdvertisementFuzz", AdvertisementFuzz::fuzzerTestOneInput,
            "FrameFuzz", FrameFuzz::fuzzerTestOneInput,
            "NetlinkFuzz", NetlinkFuzz::fuzzerTestOneInput,
            "BfdFuzz", BfdFuzz::fuzzerTestOneInput,
            "ResponseFuzz", ResponseFuzz::fuzzerTestOneInput);

    @TestFactory
    List<DynamicTest> everyTargetTakes() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Map.Entry<String, Consumer<byte[]>> target : TARGETS.entrySet()) {
            int number = 0;
            for (byte[] input : Seeds.of(target.getKey())) {
                tests.add(dynamicTest(
                        target.getKey() + " " + number++,
                        () -> assertTimeoutPreemptively(
                                ofSeconds(20), () -> target.getValue().accept(input))));
            }
        }
        return tests;
    }
}

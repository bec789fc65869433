package org.gemel.config.json.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.gemel.api.config.ConfigurationReader.Result;

/** Configurations of others, converted. */
public final class Samples {

    private Samples() {}

    /** A configuration as JSON. */
    public record Sample(String name, String json) {

        @Override
        public String toString() {
            return name;
        }
    }

    /** The small cases whose reading went a certain way. */
    public static List<Sample> ofMicroCases(Predicate<Result> reading) {
        List<Sample> samples = new ArrayList<>();
        for (Path file : Texts.microCases()) {
            Result result = Texts.READER.read(file, Texts.OPTIONS);
            if (reading.test(result)) {
                samples.add(new Sample(file.getFileName().toString(), Texts.JSON.write(result.tree())));
            }
        }
        return samples;
    }
}

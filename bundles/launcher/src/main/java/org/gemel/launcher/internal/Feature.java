package org.gemel.launcher.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a feature file says: the bundles of a system and the framework's properties.
 *
 * @param bundles the bundles in the order of the file
 * @param properties the framework's properties
 */
record Feature(List<Entry> bundles, Map<String, String> properties) {

    Feature {
        bundles = List.copyOf(bundles);
        properties = Map.copyOf(properties);
    }

    /**
     * A bundle.
     *
     * @param fileName the name of its jar in {@code bundles/}
     * @param startLevel the start level, from 1
     */
    record Entry(String fileName, int startLevel) {}

    /**
     * Reads a file.
     *
     * @throws Failure if it is not a feature file
     */
    static Feature read(Path file) {
        try {
            return of(Json.parse(Files.readString(file)));
        } catch (IOException | IllegalArgumentException e) {
            throw new Failure(
                    ExitCode.INTERNAL, "cannot read " + file + ": " + e.getMessage() + "; install Gemel again");
        }
    }

    private static Feature of(Object json) {
        Map<?, ?> feature = object(json);
        List<Entry> bundles = new ArrayList<>();
        if (feature.get("bundles") instanceof List<?> list) {
            list.forEach(bundle -> bundles.add(entry(object(bundle))));
        }
        Map<?, ?> properties = feature.get("framework-properties") instanceof Map<?, ?> map ? map : Map.of();
        return new Feature(
                bundles,
                properties.entrySet().stream()
                        .collect(Collectors.toMap(
                                property -> String.valueOf(property.getKey()),
                                property -> String.valueOf(property.getValue()))));
    }

    private static Entry entry(Map<?, ?> bundle) {
        String[] id = String.valueOf(bundle.get("id")).split(":");
        String level = String.valueOf(bundle.get("start-order"));
        if (id.length != 3 || !level.matches("[1-9][0-9]?")) {
            throw new IllegalArgumentException(
                    "a bundle needs id group:artifact:version and start-order, found " + bundle);
        }
        return new Entry(id[1] + "-" + id[2] + ".jar", Integer.parseInt(level));
    }

    private static Map<?, ?> object(Object json) {
        if (json instanceof Map<?, ?> map) {
            return map;
        }
        throw new IllegalArgumentException("an object was expected, found " + json);
    }
}

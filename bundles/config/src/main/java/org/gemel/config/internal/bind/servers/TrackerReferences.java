package org.gemel.config.internal.bind.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.gemel.api.config.CheckerDefinition.Setting;
import org.gemel.api.config.Tracked;
import org.gemel.api.config.TrackerDefinition;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Item;

/** What checks refer to that is watched anyway or for them alone. */
final class TrackerReferences {

    /** The word by which a kind of check refers to something. */
    private static final Map<String, String> WORDS = Map.of("FILE_CHECK", "track_file", "BFD_CHECK", "name");

    private final Block text;
    private final List<TrackerDefinition> definitions;

    /**
     * What a check refers to.
     *
     * @param definition what is watched
     * @param settings what follows for the check from how that is defined
     */
    record Reference(TrackerDefinition definition, List<Setting> settings) {}

    /** @param definitions what could be bound; what could not was reported with it */
    TrackerReferences(Block text, List<TrackerDefinition> definitions) {
        this.text = text;
        this.definitions = definitions;
    }

    /** Whether a check makes no sense without. */
    static boolean needed(Item check) {
        return WORDS.containsKey(check.name());
    }

    /** What a check refers to; empty if it does not, or to nothing that is there. */
    Optional<Reference> of(Item check) {
        String word = WORDS.get(check.name());
        Tracked.Kind kind = check.name().equals("FILE_CHECK") ? Tracked.Kind.FILE : Tracked.Kind.BFD;
        return Optional.ofNullable(word)
                .flatMap(check.block()::last)
                .map(Item::text)
                .flatMap(name -> definitions.stream()
                        .filter(each -> each.kind() == kind && each.name().equals(name))
                        .findFirst())
                .map(definition -> new Reference(definition, weight(check, definition)));
    }

    /** The weight of a file is its definition's where the check says none, and 1 where that says none. */
    private List<Setting> weight(Item check, TrackerDefinition definition) {
        if (definition.kind() != Tracked.Kind.FILE || check.block().contains("weight")) {
            return List.of();
        }
        return Stream.of("track_file", "vrrp_track_file")
                .flatMap(word -> text.all(word).stream())
                .filter(file -> file.text().equals(definition.name()))
                .findFirst()
                .flatMap(file -> file.block().last("weight"))
                .map(weight -> {
                    List<String> words = new ArrayList<>();
                    weight.arguments().forEach(each -> words.add(each.word().text()));
                    return List.of(new Setting("weight", words, List.of(), null, weight.at()));
                })
                .orElseGet(() -> List.of(new Setting("weight", List.of("1"), List.of(), null, check.at())));
    }
}

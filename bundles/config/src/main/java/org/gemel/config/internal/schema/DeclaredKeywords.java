package org.gemel.config.internal.schema;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.gemel.api.config.Keywords;
import org.jspecify.annotations.Nullable;

/** The words in force, as others see them. Safe for any thread. */
public final class DeclaredKeywords implements Keywords {

    private final Supplier<Schema> schema;
    private volatile @Nullable View view;

    /** The words of this bundle alone. */
    public DeclaredKeywords() {
        this(new Vocabulary(complaint -> {})::schema);
    }

    /** @param schema the words at the time of a question */
    public DeclaredKeywords(Supplier<Schema> schema) {
        this.schema = schema;
    }

    private record View(Schema of, Map<String, Block> blocks) {}

    @Override
    public Collection<Block> blocks() {
        return byName().values();
    }

    @Override
    public @Nullable Block block(String name) {
        return byName().get(name);
    }

    private Map<String, Block> byName() {
        Schema now = schema.get();
        View known = view;
        if (known == null || known.of() != now) {
            Map<String, Block> blocks = new LinkedHashMap<>();
            for (Shape shape : now.shapes()) {
                blocks.put(shape.name(), block(shape));
            }
            known = new View(now, blocks);
            view = known;
        }
        return known.blocks();
    }

    private static Block block(Shape shape) {
        Map<String, Keyword> keywords = new LinkedHashMap<>();
        shape.keywords().forEach(keyword -> keywords.put(keyword.name(), keyword(keyword)));
        org.gemel.config.internal.schema.Keyword value = shape.value();
        return new Block(shape.name(), keywords, value == null ? null : keyword(value));
    }

    private static Keyword keyword(org.gemel.config.internal.schema.Keyword row) {
        Signature signature = row.signature();
        return new Keyword(
                row.name(),
                signature.alternatives().stream()
                        .map(parameters -> parameters.stream()
                                .map(p -> new Argument(p.name(), p.detail(), p.optional(), p.repeated()))
                                .toList())
                        .toList(),
                signature.options(),
                Body.valueOf(signature.body().name()),
                signature.shape(),
                row.repeatable(),
                row.required(),
                row.removed(),
                row.replacement(),
                row.help(),
                row.acts() ? Effect.ACTS : row.moot() ? Effect.CHANGES_NOTHING : Effect.NONE_YET,
                row.since(),
                row.tier(),
                row.usual());
    }
}

package org.gemel.config.internal.schema;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gemel.api.config.Keywords;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The keyword table for others. It is read when first asked for. */
@Component
public final class DeclaredKeywords implements Keywords {

    private volatile @Nullable Map<String, Block> blocks;

    @Activate
    public DeclaredKeywords() {}

    @Override
    public Collection<Block> blocks() {
        return byName().values();
    }

    @Override
    public @Nullable Block block(String name) {
        return byName().get(name);
    }

    private Map<String, Block> byName() {
        Map<String, Block> known = blocks;
        if (known == null) {
            known = new LinkedHashMap<>();
            for (Shape shape : Schema.load().shapes()) {
                known.put(shape.name(), block(shape));
            }
            blocks = known;
        }
        return known;
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
                row.help());
    }
}

package org.gemel.config.json.internal.schema;

import java.util.function.ToIntFunction;
import org.gemel.api.config.Keywords;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code schema}, as a command of the launcher: prints the JSON Schema of configurations. */
@Component(service = ToIntFunction.class, property = "gemel.command=schema")
public final class SchemaCommand implements ToIntFunction<String[]> {

    private static final int DONE = 0;
    private static final int MISUSED = 2;

    private final Keywords keywords;

    @Activate
    public SchemaCommand(@Reference Keywords keywords) {
        this.keywords = keywords;
    }

    @Override
    public int applyAsInt(String[] arguments) {
        if (arguments.length > 0) {
            System.err.println("usage: gemel schema");
            return MISUSED;
        }
        System.out.print(new JsonSchema(keywords).text());
        return DONE;
    }
}

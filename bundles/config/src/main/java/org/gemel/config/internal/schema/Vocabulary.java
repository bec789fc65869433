package org.gemel.config.internal.schema;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The words in force: those of this bundle and those that plugins declare, as far as they go together. Who came first has the
 * word; what a plugin declares is taken as a whole or not at all, and again when another one has gone. Safe for any thread.
 */
public final class Vocabulary {

    private final Consumer<String> complaints;
    private final TreeMap<Long, Plugin> plugins = new TreeMap<>();
    private final Map<Long, String> refused = new HashMap<>();
    private @Nullable Schema builtIn;
    private volatile @Nullable Schema inForce;

    /** @param complaints takes a line for people where a plugin's words are refused */
    public Vocabulary(Consumer<String> complaints) {
        this.complaints = complaints;
    }

    private record Plugin(String owner, @Nullable Declaration declaration) {}

    /**
     * A plugin has come.
     *
     * @param order its place among the others
     * @param owner its name, for people
     * @param text its rows
     */
    public synchronized void add(long order, String owner, String text) {
        try {
            plugins.put(order, new Plugin(owner, Declaration.read(text)));
        } catch (BadDeclaration e) {
            plugins.put(order, new Plugin(owner, null));
            refuse(order, owner, e.getMessage());
        }
        combine();
    }

    /** A plugin has gone. */
    public synchronized void remove(long order) {
        refused.remove(order);
        if (plugins.remove(order) != null) {
            combine();
        }
    }

    /** The words at this moment; the same object as long as they are the same. */
    public Schema schema() {
        Schema schema = inForce;
        return schema == null ? first() : schema;
    }

    /** Reading the table takes time that a start without any file to read need not spend. */
    private synchronized Schema first() {
        Schema schema = inForce;
        return schema == null ? combine() : schema;
    }

    private Schema combine() {
        Schema schema = builtIn;
        if (schema == null) {
            schema = Schema.load();
            builtIn = schema;
        }
        for (Map.Entry<Long, Plugin> each : plugins.entrySet()) {
            Declaration declaration = each.getValue().declaration();
            if (declaration != null) {
                try {
                    schema = schema.plus(declaration);
                    refused.remove(each.getKey());
                } catch (BadDeclaration e) {
                    refuse(each.getKey(), each.getValue().owner(), e.getMessage());
                }
            }
        }
        inForce = schema;
        return schema;
    }

    private void refuse(long order, String owner, String reason) {
        if (!reason.equals(refused.put(order, reason))) {
            complaints.accept("no keyword of the bundle " + owner + " is taken: " + reason);
        }
    }
}

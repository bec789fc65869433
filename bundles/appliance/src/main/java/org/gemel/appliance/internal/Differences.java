package org.gemel.appliance.internal;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.gemel.api.config.CheckerDefinition.Setting;
import org.gemel.api.config.Position;
import org.gemel.api.config.Secret;
import org.jspecify.annotations.Nullable;

/**
 * How two values differ, down to what a person would change in the text. Whatever a record has is compared, so that nothing is
 * forgotten. Secrets are not shown.
 */
final class Differences {

    /** Lists that are read as a whole. */
    private static final Set<String> SENTENCES = Set.of("command", "arguments");

    private final List<String> lines = new ArrayList<>();

    private Differences() {}

    /**
     * A line for each difference; empty if there is none.
     *
     * @param head what the values are called, the beginning of each line
     */
    static List<String> between(String head, @Nullable Object before, @Nullable Object after) {
        Differences all = new Differences();
        all.compare(head, before, after);
        return all.lines;
    }

    private void compare(String head, @Nullable Object before, @Nullable Object after) {
        if (Objects.deepEquals(before, after)) {
            return;
        }
        if (isSecret(before) || isSecret(after)) {
            lines.add(head + " (not shown)");
        } else if (before instanceof Collection<?> old && after instanceof Collection<?> now) {
            elements(head, old, now);
        } else if (before instanceof Map<?, ?> old && after instanceof Map<?, ?> now) {
            entries(head, old, now);
        } else if (before == null && Wording.isStructure(after)) {
            lines.add(head + " added");
        } else if (after == null && Wording.isStructure(before)) {
            lines.add(head + " removed");
        } else if (isSameStructure(before, after)) {
            components(head, (Record) Objects.requireNonNull(before), (Record) Objects.requireNonNull(after));
        } else if (Wording.isStructure(before) && Wording.isStructure(after)) {
            lines.add(head + " type " + Wording.type(before) + " -> " + Wording.type(after));
        } else {
            lines.add(head + " " + Wording.text(before) + " -> " + Wording.text(after));
        }
    }

    private static boolean isSecret(@Nullable Object value) {
        return value instanceof byte[]
                || value instanceof Secret
                || value instanceof Setting setting && setting.secret();
    }

    /** Of what looks the same and is not, the difference is further down. */
    private static boolean isSameStructure(@Nullable Object before, @Nullable Object after) {
        return before instanceof Record
                && after != null
                && before.getClass() == after.getClass()
                && (Wording.isStructure(before) || Wording.text(before).equals(Wording.text(after)));
    }

    private void components(String head, Record before, Record after) {
        for (RecordComponent component : before.getClass().getRecordComponents()) {
            String label = Wording.label(before.getClass(), component);
            Object old = Records.value(component, before);
            Object now = Records.value(component, after);
            String name = label.isEmpty() ? head : (head.isEmpty() || head.endsWith(" ") ? head : head + " ") + label;
            if (component.getType() == Position.class) {
                // Where it stands is not what it means.
                continue;
            }
            if (SENTENCES.contains(component.getName()) && old instanceof List<?> && !old.equals(now)) {
                lines.add(name + " " + Wording.text(old) + " -> " + Wording.text(now));
            } else {
                compare(name, old, now);
            }
        }
    }

    private void elements(String head, Collection<?> before, Collection<?> after) {
        Set<Object> added = new LinkedHashSet<>(after);
        added.removeAll(Set.copyOf(before));
        Set<Object> removed = new LinkedHashSet<>(before);
        removed.removeAll(Set.copyOf(after));
        if (added.isEmpty() && removed.isEmpty()) {
            lines.add(head + " order");
            return;
        }
        Map<String, Object> old = new LinkedHashMap<>();
        removed.forEach(each -> old.put(Wording.key(each), each));
        for (Object each : added) {
            Object previous = old.remove(Wording.key(each));
            if (previous == null) {
                lines.add(head + " " + Wording.key(each) + " added");
            } else {
                compare(head + " " + Wording.key(each), previous, each);
            }
        }
        old.keySet().forEach(gone -> lines.add(head + " " + gone + " removed"));
    }

    private void entries(String head, Map<?, ?> before, Map<?, ?> after) {
        Set<Object> keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        keys.stream()
                .sorted((one, other) -> Wording.key(one).compareTo(Wording.key(other)))
                .forEach(key -> {
                    Object old = before.get(key);
                    Object now = after.get(key);
                    String name = head + " " + Wording.key(key);
                    if (old == null) {
                        lines.add(name + " added");
                    } else if (now == null) {
                        lines.add(name + " removed");
                    } else {
                        compare(name, old, now);
                    }
                });
    }
}

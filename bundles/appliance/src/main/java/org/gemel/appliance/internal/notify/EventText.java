package org.gemel.appliance.internal.notify;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.gemel.api.config.Subject;
import org.gemel.api.event.Event;

/** Events as lines that give the very same events again, also to another version of this bundle or of the API. */
final class EventText {

    private EventText() {}

    /** The line of an event: its kind and its parts, with tabs between. */
    static String of(Event event) {
        StringBuilder line = new StringBuilder(event.getClass().getSimpleName());
        for (RecordComponent each : event.getClass().getRecordComponents()) {
            line.append('\t').append(Tabbed.escaped(part(event, each)));
        }
        return line.toString();
    }

    private static String part(Event event, RecordComponent component) {
        try {
            Object value = component.getAccessor().invoke(event);
            return value instanceof Subject subject ? subject.kind() + " " + subject.name() : String.valueOf(value);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot look at " + component, e);
        }
    }

    /** The event of a line; empty if this version knows none like it. */
    static Optional<Event> event(String line) {
        String[] parts = line.split("\t", -1);
        return kinds(Event.class)
                .filter(kind -> kind.getSimpleName().equals(parts[0]))
                .findFirst()
                .flatMap(kind -> event(kind, parts));
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(EventText::kinds);
    }

    private static Optional<Event> event(Class<?> kind, String[] parts) {
        RecordComponent[] components = kind.getRecordComponents();
        if (components.length != parts.length - 1) {
            return Optional.empty();
        }
        try {
            Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = value(components[i].getType(), Tabbed.plain(parts[i + 1]));
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return Optional.of((Event) kind.getConstructor(types).newInstance(values));
        } catch (ReflectiveOperationException | IllegalArgumentException | java.time.DateTimeException other) {
            return Optional.empty();
        }
    }

    private static Object value(Class<?> type, String text) {
        if (type == String.class) {
            return text;
        }
        if (type == int.class) {
            return Integer.valueOf(text);
        }
        if (type == long.class) {
            return Long.valueOf(text);
        }
        if (type == boolean.class) {
            return Boolean.valueOf(text);
        }
        if (type == Instant.class) {
            return Instant.parse(text);
        }
        if (type == Subject.class) {
            String[] kindAndName = text.split(" ", 2);
            return new Subject(Subject.Kind.valueOf(kindAndName[0]), kindAndName[1]);
        }
        for (Object constant : type.isEnum() ? type.getEnumConstants() : new Object[0]) {
            if (((Enum<?>) constant).name().equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("no " + type + ": " + text);
    }
}

package org.gemel.shell.internal.explain;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Changes a record in one place at a time, however deep, so that a component added later is found by itself. */
final class Variants {

    /** Every place that was met, such as {@code VrrpInstance.priority}, and what it was changed to. */
    private final Map<String, List<Object>> changed = new LinkedHashMap<>();

    private final Set<String> withoutValue = new TreeSet<>();
    private final Set<String> met = new TreeSet<>();

    private Variants() {}

    static Variants of(Record record) {
        Variants variants = new Variants();
        variants.record(record, changed -> changed);
        return variants;
    }

    /** The changed records by the component that was changed. */
    Map<String, List<Object>> changed() {
        return changed;
    }

    /** All components that have a value here. */
    Set<String> met() {
        return met;
    }

    /** Components that cannot be changed, because they are null or empty here. */
    Set<String> withoutValue() {
        return withoutValue;
    }

    /** Puts a changed part into what contains it. */
    private interface Rebuild {
        Object with(Object part);
    }

    private void record(Record record, Rebuild outer) {
        RecordComponent[] components = record.getClass().getRecordComponents();
        Object[] values = Arrays.stream(components)
                .map(component -> get(component, record))
                .toArray();
        for (int i = 0; i < components.length; i++) {
            int at = i;
            String place = record.getClass().getSimpleName() + "." + components[i].getName();
            part(place, values[i], part -> {
                Object[] with = values.clone();
                with[at] = part;
                return outer.with(make(record.getClass(), components, with));
            });
        }
    }

    private void part(String place, Object value, Rebuild outer) {
        if (value == null
                || value instanceof Collection<?> all && all.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty()) {
            withoutValue.add(place);
            return;
        }
        met.add(place);
        if (value instanceof Set<?> set) {
            part(place, new ArrayList<>(set), list -> outer.with(Set.copyOf((List<?>) list)));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                int at = i;
                part(place, list.get(i), element -> {
                    List<Object> with = new ArrayList<>(list);
                    with.set(at, element);
                    return outer.with(with);
                });
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, inside) -> part(place, inside, element -> {
                Map<Object, Object> with = new LinkedHashMap<>(map);
                with.put(key, element);
                return outer.with(with);
            }));
        } else if (value instanceof Record inner) {
            record(inner, outer);
        } else {
            List<Object> here = changed.computeIfAbsent(place, key -> new ArrayList<>());
            try {
                here.add(outer.with(other(place, value)));
            } catch (IllegalArgumentException impossible) {
                // This value depends on another one here; some other sample has one that does not.
            }
        }
    }

    private static Object other(String place, Object value) {
        if (value instanceof Integer number) {
            return number + 1;
        }
        if (value instanceof Long number) {
            return number + 1;
        }
        if (value instanceof Boolean flag) {
            return !flag;
        }
        if (value instanceof String text) {
            return text + "x";
        }
        if (value instanceof Duration duration) {
            return duration.plusMillis(1010);
        }
        if (value instanceof Path path) {
            return path.resolve("x");
        }
        if (value instanceof URI uri) {
            // Another server: what follows it is not shown.
            return URI.create("https://other.example.org/");
        }
        if (value instanceof byte[] bytes) {
            byte[] other = bytes.clone();
            other[0]++;
            return other;
        }
        if (value instanceof InetAddress address) {
            return next(address);
        }
        if (value instanceof InetSocketAddress peer) {
            return new InetSocketAddress(peer.getAddress(), peer.getPort() + 1);
        }
        if (value instanceof Enum<?> constant) {
            Object[] constants = constant.getDeclaringClass().getEnumConstants();
            return constants[(constant.ordinal() + 1) % constants.length];
        }
        throw new IllegalStateException(place + " is a " + value.getClass() + ", which this test cannot change yet");
    }

    private static InetAddress next(InetAddress address) {
        byte[] bytes = address.getAddress();
        byte[] sum = new BigInteger(1, bytes).add(BigInteger.ONE).toByteArray();
        byte[] other = new byte[bytes.length];
        int length = Math.min(sum.length, other.length);
        System.arraycopy(sum, sum.length - length, other, other.length - length, length);
        try {
            return InetAddress.getByAddress(other);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object get(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object make(Class<?> type, RecordComponent[] components, Object[] values) {
        try {
            return type.getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new))
                    .newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException("no other " + type + " of " + Arrays.toString(values), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}

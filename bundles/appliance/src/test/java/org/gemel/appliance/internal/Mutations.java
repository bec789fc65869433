package org.gemel.appliance.internal;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Position;

/** Records with one of everything in them, and what can be changed in them, one thing at a time, however deep it is. */
final class Mutations {

    /** A configuration in which nothing is empty. */
    static final Configuration SAMPLE = (Configuration) sample(Configuration.class);

    private Mutations() {}

    /**
     * A value with one thing in it that is different.
     *
     * @param path what is different, such as {@code .instances.priority}
     */
    record Mutation(String path, Object value) {
        @Override
        public String toString() {
            return path;
        }
    }

    /** All of a value. */
    static Stream<Mutation> of(Object value) {
        return of(value.getClass(), value);
    }

    private static Stream<Mutation> of(Type type, Object value) {
        if (value instanceof Record record) {
            return Arrays.stream(record.getClass().getRecordComponents()).flatMap(each -> of(record, each));
        }
        if (value instanceof List<?> list) {
            Type element = argument(type, 0);
            Stream<Mutation> inside =
                    list.isEmpty() ? Stream.empty() : of(element, list.get(0)).map(each -> first(list, each));
            List<Object> more = new ArrayList<>(list);
            more.add(other(element, sample(element)));
            return Stream.concat(inside, Stream.of(new Mutation("+", List.copyOf(more))));
        }
        if (value instanceof Map<?, ?> map) {
            Object key = sample(argument(type, 0));
            return of(argument(type, 1), map.get(key))
                    .map(each -> new Mutation(each.path(), Map.of(key, each.value())));
        }
        return Stream.of(new Mutation("", other(type, value)));
    }

    private static Mutation first(List<?> list, Mutation changed) {
        List<Object> copy = new ArrayList<>(list);
        copy.set(0, changed.value());
        return new Mutation(changed.path(), List.copyOf(copy));
    }

    private static Stream<Mutation> of(Record record, RecordComponent component) {
        Object value = Records.value(component, record);
        if (value == null) {
            value = sample(component.getGenericType());
            return Stream.of(new Mutation("." + component.getName(), Records.with(record, component, value)));
        }
        if (record instanceof Authentication.Hmac && component.getName().equals("activeKey")) {
            // There is but one.
            return Stream.empty();
        }
        if (value instanceof Position) {
            // Where something was written makes no difference.
            return Stream.empty();
        }
        if (value instanceof Authentication.None) {
            Object some = sample(Authentication.class);
            return Stream.of(new Mutation("." + component.getName(), Records.with(record, component, some)));
        }
        return of(component.getGenericType(), value)
                .map(each -> new Mutation(
                        "." + component.getName() + each.path(), Records.with(record, component, each.value())));
    }

    private static Type argument(Type type, int index) {
        return ((ParameterizedType) type).getActualTypeArguments()[index];
    }

    private static Object other(Type type, Object value) {
        if (value instanceof Integer number) {
            return number + 1;
        }
        if (value instanceof Long number) {
            return number + 1;
        }
        if (value instanceof Boolean on) {
            return !on;
        }
        if (value instanceof String text) {
            return text + "x";
        }
        if (value instanceof Duration duration) {
            return duration.plusMillis(10);
        }
        if (value instanceof Path path) {
            return path.resolve("x");
        }
        if (value instanceof URI) {
            return URI.create("https://other.example/hook");
        }
        if (value instanceof InetAddress) {
            return Fakes.address("10.9.0.77");
        }
        if (value instanceof InetSocketAddress address) {
            return new InetSocketAddress(address.getAddress(), address.getPort() + 1);
        }
        if (value instanceof byte[] bytes) {
            byte[] changed = bytes.clone();
            changed[0]++;
            return changed;
        }
        if (value instanceof Enum<?> each) {
            Object[] all = each.getDeclaringClass().getEnumConstants();
            return all[(each.ordinal() + 1) % all.length];
        }
        if (value instanceof Set<?> set) {
            Set<Object> more = new HashSet<>(set);
            more.add(other(argument(type, 0), sample(argument(type, 0))));
            return Set.copyOf(more);
        }
        if (value instanceof Record) {
            return of(type, value).findFirst().orElseThrow().value();
        }
        throw new AssertionError("teach this test about " + type);
    }

    private static Object sample(Type type) {
        if (type instanceof ParameterizedType generic) {
            return sample(generic, (Class<?>) generic.getRawType());
        }
        Class<?> plain = type instanceof Class<?> known ? known : Object.class;
        if (plain.isSealed()) {
            return sample(plain.getPermittedSubclasses()[plain == Authentication.class ? 1 : 0]);
        }
        if (plain.isRecord()) {
            return record(plain);
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        Map<Class<?>, Object> simple = new HashMap<>(Map.of(
                int.class,
                1,
                Integer.class,
                1,
                long.class,
                1L,
                Long.class,
                1L,
                boolean.class,
                false,
                String.class,
                "x",
                Duration.class,
                Duration.ofSeconds(1),
                InetAddress.class,
                Fakes.address("10.9.0.1"),
                Path.class,
                Path.of("/x"),
                URI.class,
                URI.create("https://host.example/token")));
        simple.put(byte[].class, new byte[8]);
        simple.put(InetSocketAddress.class, new InetSocketAddress(Fakes.address("10.9.0.1"), 80));
        simple.put(Boolean.class, false);
        simple.put(Short.class, (short) 1);
        simple.put(short.class, (short) 1);
        Object value = simple.get(plain);
        if (value == null) {
            throw new AssertionError("teach this test about " + type);
        }
        return value;
    }

    private static Object sample(ParameterizedType type, Class<?> raw) {
        if (raw == List.class) {
            Type element = argument(type, 0);
            return element instanceof Class<?> known && known.isSealed()
                    ? Arrays.stream(known.getPermittedSubclasses())
                            .map(Mutations::sample)
                            .toList()
                    : List.of(sample(element));
        }
        if (raw == Set.class) {
            return Set.of(sample(argument(type, 0)));
        }
        if (raw == Map.class) {
            return Map.of(sample(argument(type, 0)), sample(argument(type, 1)));
        }
        return entry(raw, argument(type, 0));
    }

    /** A record with a type of its own. */
    private static Object entry(Class<?> raw, Type what) {
        return new org.gemel.api.config.StaticEntries.Entry<>(sample(what), List.of("VI_1"));
    }

    private static Object sample(Class<?> of, RecordComponent component) {
        if (component.getName().equals("secret") && component.getType() == byte[].class) {
            return new byte[32];
        }
        if (component.getGenericType() instanceof ParameterizedType list && argument(list, 0) == of) {
            // One of itself in it, and so on for ever.
            return List.of();
        }
        return sample(component.getGenericType());
    }

    private static Object record(Class<?> type) {
        RecordComponent[] all = type.getRecordComponents();
        Object[] values = Arrays.stream(all).map(each -> sample(type, each)).toArray();
        Class<?>[] types = Arrays.stream(all).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("cannot make a " + type, e);
        }
    }
}

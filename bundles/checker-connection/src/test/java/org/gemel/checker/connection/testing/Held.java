package org.gemel.checker.connection.testing;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

/** Counts the bytes of text and of buffers that Gemel's own objects keep, however deep. */
final class Held {

    private static final String OURS = "org.gemel.";
    private static final String TESTING = Held.class.getPackageName();

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> toSee = new ArrayDeque<>();
    private long bytes;

    private Held() {}

    static long by(Object root) {
        Held held = new Held();
        held.see(root);
        while (!held.toSee.isEmpty()) {
            held.count(held.toSee.remove());
        }
        return held.bytes;
    }

    private void see(Object object) {
        if (object != null && seen.add(object)) {
            toSee.add(object);
        }
    }

    private void count(Object object) {
        Class<?> type = object.getClass();
        if (object instanceof CharSequence text && !(object instanceof Buffer)) {
            bytes += text instanceof StringBuilder builder ? 2L * builder.capacity() : 2L * text.length();
        } else if (object instanceof Buffer buffer) {
            bytes += (object instanceof ByteBuffer ? 1L : 2L) * buffer.capacity();
        } else if (type.isArray() && type.getComponentType().isPrimitive()) {
            bytes += (long) Array.getLength(object) * (object instanceof byte[] ? 1 : 8);
        } else if (type.isArray()) {
            for (Object each : (Object[]) object) {
                see(each);
            }
        } else if (object instanceof Collection<?> all) {
            all.forEach(this::see);
        } else if (type.getName().startsWith(OURS) && !type.getPackageName().equals(TESTING) && !type.isEnum()) {
            fields(object, type);
        }
    }

    private void fields(Object object, Class<?> type) {
        for (Class<?> each = type; each != Object.class; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    see(value(object, field));
                }
            }
        }
    }

    private static Object value(Object object, Field field) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}

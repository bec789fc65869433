package org.gemel.config.uci.internal;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Where two values differ, by the names of their records' components. */
final class Differences {

    private final List<String> found = new ArrayList<>();

    private Differences() {}

    static List<String> between(Object one, Object other) {
        Differences differences = new Differences();
        differences.compare("", one, other);
        return differences.found.stream().distinct().toList();
    }

    private void compare(String path, Object one, Object other) {
        if (Objects.equals(one, other)) {
            return;
        }
        boolean lists = one instanceof List<?> a && other instanceof List<?> b && a.size() == b.size();
        if (lists) {
            for (int i = 0; i < ((List<?>) one).size(); i++) {
                compare(path, ((List<?>) one).get(i), ((List<?>) other).get(i));
            }
        } else if (one instanceof Record && other != null && one.getClass() == other.getClass()) {
            for (RecordComponent each : one.getClass().getRecordComponents()) {
                compare(path + (path.isEmpty() ? "" : ".") + each.getName(), get(each, one), get(each, other));
            }
        } else {
            found.add(path);
        }
    }

    private static Object get(RecordComponent component, Object of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}

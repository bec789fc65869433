package org.gemel.appliance.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files that decide what runs, as they were at some time.
 *
 * @param file the configuration itself
 * @param own its state
 * @param others the states of other programs' files that decide what it means
 */
record Sources(Path file, State own, Map<Path, State> others) {

    /** What tells one content of a file from the next; a file that uci commits is another one. */
    record State(
            @Nullable FileTime changed, long size, @Nullable Object identity) {

        /** Of no file. */
        static final State NONE = new State(null, 0, null);

        private static State of(Path file) {
            try {
                BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
                return new State(found.lastModifiedTime(), found.size(), found.fileKey());
            } catch (IOException none) {
                return NONE;
            }
        }
    }

    /** As they are now. */
    static Sources of(Path file, Iterable<Path> others) {
        Map<Path, State> states = new LinkedHashMap<>();
        others.forEach(each -> states.put(each, State.of(each)));
        return new Sources(file, State.of(file), states);
    }

    /** The same files as they are now. */
    Sources now() {
        return of(file, others.keySet());
    }

    /** The same states, with those of other programs' files as they are now if they were not known. */
    Sources with(List<Path> references) {
        Map<Path, State> states = new LinkedHashMap<>();
        references.forEach(each -> states.put(each, others.getOrDefault(each, State.of(each))));
        return new Sources(file, own, states);
    }

    /** Whether other programs' files are as they were at another time. */
    boolean sameOthers(Sources then) {
        return others.equals(then.others);
    }

    /** Whether the configuration itself is as it was at another time. */
    boolean sameFile(Sources then) {
        return own.equals(then.own);
    }
}

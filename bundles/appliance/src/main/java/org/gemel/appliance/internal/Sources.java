package org.gemel.appliance.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The files that decide what runs, as they were at some time.
 *
 * @param file the configuration itself
 * @param own its state and those of the files that it includes; none if it is not what runs
 * @param others the states of other programs' files that decide what it means
 */
record Sources(Path file, Map<Path, State> own, Map<Path, State> others) {

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
    static Sources of(Path file, Collection<Path> included, Collection<Path> others) {
        return new Sources(file, Map.of(), Map.of()).with(included, others);
    }

    /** The same files as they are now. */
    Sources now() {
        return of(file, own.keySet(), others.keySet());
    }

    /** The states of these files, as they are now where they were not known. */
    Sources with(Collection<Path> included, Collection<Path> references) {
        Map<Path, State> ours = new LinkedHashMap<>();
        ours.put(file, known(file, own));
        included.forEach(each -> ours.put(each, known(each, own)));
        Map<Path, State> theirs = new LinkedHashMap<>();
        references.forEach(each -> theirs.put(each, known(each, others)));
        return new Sources(file, ours, theirs);
    }

    private static State known(Path file, Map<Path, State> states) {
        State known = states.get(file);
        return known == null ? State.of(file) : known;
    }

    /** The same files, of which what the configuration says is not what runs. */
    Sources edited() {
        return new Sources(file, Map.of(), others);
    }

    /** The files besides the configuration's first that it is written in. */
    List<Path> included() {
        return own.keySet().stream().filter(each -> !each.equals(file)).toList();
    }

    /** Whether other programs' files are as they were at another time. */
    boolean sameOthers(Sources then) {
        return others.equals(then.others);
    }

    /** Whether the configuration itself is as it was at another time, with all that it includes. */
    boolean sameFile(Sources then) {
        return own.equals(then.own);
    }
}

package org.gemel.launcher.internal;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.gemel.launcher.internal.Jars.Title;
import org.jspecify.annotations.Nullable;

/**
 * The folder of jars that somebody puts there and takes away. What it says is what two glances agree upon, for copying a file takes
 * time, and so does taking one away to put another in its place.
 */
final class DeployFolder {

    private static final Logger LOG = Logger.getLogger("org.gemel.deploy");

    private final Path folder;
    private final Map<Path, Seen> seen = new TreeMap<>();
    private boolean glanced;
    private String complaint = "";

    /** @param folder it need not be there */
    DeployFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * A bundle that is wanted.
     *
     * @param file where its jar is
     * @param version which of the files that were there in this place
     * @param title what it calls itself
     */
    record Found(Path file, Stamp version, Title title) {

        @Override
        public String toString() {
            return file + " (" + title + ")";
        }
    }

    /** Tells one file from the next of the same name. */
    record Stamp(long size, FileTime modified, @Nullable Object key) {}

    /**
     * A name in the folder.
     *
     * @param stamp the file at the last glance; null for none
     * @param settled whether it was the same at the glance before
     * @param found what the glances agreed upon last; null for nothing, or no bundle
     */
    private record Seen(
            @Nullable Stamp stamp,
            boolean settled,
            @Nullable Found found) {}

    /** Looks again. Of files with the same bundle the one with the highest version counts. */
    Map<String, Found> glance() {
        Map<Path, Stamp> now = list();
        for (Path gone :
                seen.keySet().stream().filter(each -> !now.containsKey(each)).toList()) {
            Seen before = seen.get(gone);
            if (before == null || before.stamp() == null) {
                seen.remove(gone);
            } else {
                seen.put(gone, new Seen(null, false, before.found()));
            }
        }
        now.forEach((file, stamp) -> seen.merge(
                file,
                // What is there at the start is there.
                glanced ? new Seen(stamp, false, null) : settled(file, stamp),
                (before, unused) -> next(file, stamp, before)));
        glanced = true;
        Map<String, Found> newest = new HashMap<>();
        for (Seen each : seen.values()) {
            if (each.found() != null) {
                newest.merge(each.found().title().name(), each.found(), DeployFolder::newer);
            }
        }
        return newest;
    }

    private static Found newer(Found one, Found other) {
        return other.title().version().compareTo(one.title().version()) > 0 ? other : one;
    }

    private static Seen next(Path file, Stamp stamp, Seen before) {
        if (!stamp.equals(before.stamp())) {
            return new Seen(stamp, false, before.found());
        }
        return before.settled() ? before : settled(file, stamp);
    }

    private static Seen settled(Path file, Stamp stamp) {
        try {
            return new Seen(stamp, true, new Found(file, stamp, Jars.title(file)));
        } catch (Failure unreadable) {
            LOG.log(
                    Level.SEVERE,
                    "{0}, and is left alone; put a whole bundle in its place, or remove it",
                    unreadable.getMessage());
            return new Seen(stamp, true, null);
        }
    }

    private Map<Path, Stamp> list() {
        Map<Path, Stamp> files = new HashMap<>();
        String trouble = "";
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(folder, "[!.]*.jar")) {
            for (Path jar : jars) {
                try {
                    BasicFileAttributes attributes = Files.readAttributes(jar, BasicFileAttributes.class);
                    files.put(jar, new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey()));
                } catch (NoSuchFileException gone) {
                    LOG.log(Level.FINE, "{0} went while it was looked at", jar);
                }
            }
        } catch (NoSuchFileException none) {
            LOG.log(Level.FINEST, "there is no folder {0}", folder);
        } catch (IOException | DirectoryIteratorException unreadable) {
            // Nobody has taken anything away.
            seen.forEach((file, each) -> {
                if (each.stamp() != null) {
                    files.putIfAbsent(file, each.stamp());
                }
            });
            trouble = unreadable.toString();
        }
        if (!trouble.equals(complaint) && !trouble.isEmpty()) {
            LOG.log(Level.WARNING, "cannot look into {0} ({1}); what runs goes on", new Object[] {folder, trouble});
        }
        complaint = trouble;
        return files;
    }
}

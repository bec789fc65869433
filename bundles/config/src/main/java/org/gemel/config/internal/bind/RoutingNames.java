package org.gemel.config.internal.bind;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The names that iproute2's files give to numbers, beside those that everybody knows. A file that is not there or cannot be
 * read gives none; each is read when it is first needed.
 */
final class RoutingNames {

    /** A kind of number. */
    enum Kind {
        TABLE("rt_tables", 0xffff_ffffL, Map.of("default", 253L, "main", 254L, "local", 255L)),
        PROTOCOL(
                "rt_protos",
                255,
                Map.of(
                        "redirect",
                        1L,
                        "kernel",
                        2L,
                        "boot",
                        3L,
                        "static",
                        4L,
                        "ra",
                        9L,
                        "dhcp",
                        16L,
                        "keepalived",
                        18L)),
        SCOPE("rt_scopes", 255, Map.of("global", 0L, "site", 200L, "link", 253L, "host", 254L, "nowhere", 255L)),
        REALM("rt_realms", 0xffff, Map.of("cosmos", 0L)),
        TOS("rt_dsfield", 255, Map.of("default", 0L)),
        GROUP("group", 0xffff_ffffL, Map.of("default", 0L));

        private final String file;
        private final long most;
        private final Map<String, Long> known;

        Kind(String file, long most, Map<String, Long> known) {
            this.file = file;
            this.most = most;
            this.known = known;
        }

        /** As messages name it. */
        String text() {
            return this == TOS ? "type of service" : name().toLowerCase(Locale.ROOT);
        }

        /** The file with its names. */
        String file() {
            return file;
        }

        long most() {
            return most;
        }
    }

    private static final long MOST_BYTES = 1 << 20;
    private static final int LONGEST_NUMBER = 10;

    private final List<Path> directories;
    private final Map<Kind, Map<String, Long>> read = new EnumMap<>(Kind.class);

    /** @param directories where the files are, those that count more behind the others */
    RoutingNames(List<Path> directories) {
        this.directories = List.copyOf(directories);
    }

    /** The number that a word stands for, decimal or with 0x or by name; empty if it stands for none of that kind. */
    OptionalLong number(Kind kind, String word) {
        OptionalLong number = literal(word);
        if (number.isPresent()) {
            return number.getAsLong() <= kind.most ? number : OptionalLong.empty();
        }
        Long known = read.computeIfAbsent(kind, this::read).get(word);
        return known == null ? OptionalLong.empty() : OptionalLong.of(known);
    }

    /** A number without a sign, decimal or with 0x, as long as one of 32 bits may be. */
    static OptionalLong literal(String word) {
        boolean hex = word.startsWith("0x") || word.startsWith("0X");
        String digits = hex ? word.substring(2) : word;
        int radix = hex ? 16 : 10;
        if (digits.isEmpty()
                || digits.length() > LONGEST_NUMBER
                || digits.chars().anyMatch(c -> c > 'f' || Character.digit(c, radix) < 0)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(digits, radix));
    }

    private Map<String, Long> read(Kind kind) {
        Map<String, Long> names = new HashMap<>(kind.known);
        for (Path directory : directories) {
            add(directory.resolve(kind.file), names);
            for (Path more : moreFiles(directory.resolve(kind.file + ".d"))) {
                add(more, names);
            }
        }
        return names;
    }

    private static List<Path> moreFiles(Path directory) {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, "*.conf")) {
            stream.forEach(files::add);
        } catch (IOException | java.nio.file.DirectoryIteratorException absent) {
            return List.of();
        }
        Collections.sort(files);
        return files;
    }

    private static void add(Path file, Map<String, Long> names) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
                return;
            }
            try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
                lines.map(line -> line.strip().split("[\\s#]+"))
                        .filter(words -> words.length >= 2)
                        .forEach(words -> literal(words[0]).ifPresent(number -> names.putIfAbsent(words[1], number)));
            }
        } catch (IOException | UncheckedIOException unreadable) {
            // Then its names are not known, and whoever uses one is told so.
            return;
        }
    }
}

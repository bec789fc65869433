package org.gemel.platform.linux.internal.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The program that becomes another user and then becomes what it is told to run, from util-linux. With it no thread of the
 * virtual machine ever is another user, who could send it signals, and so end the whole process.
 *
 * @param path where it is
 */
record Setpriv(Path path) {

    private static final List<Path> PLACES = List.of(Path.of("/usr/bin/setpriv"), Path.of("/bin/setpriv"));

    /** That of busybox has no such option. */
    private static final String OPTION = "--reuid";

    private static final int MOST = 4 * 1024 * 1024;

    /** Looks for it; null if there is none that only root can change and that knows how to become a user. */
    static @Nullable Setpriv find() {
        return find(PLACES);
    }

    static @Nullable Setpriv find(List<Path> places) {
        for (Path place : places) {
            try {
                ProgramPath way = ProgramPath.walk(place);
                if (way.openTo() == null && Files.isExecutable(way.file()) && knows(way.file())) {
                    return new Setpriv(place);
                }
            } catch (Refusal | IOException e) {
                // Then it is not there for us, which is what was asked.
                continue;
            }
        }
        return null;
    }

    private static boolean knows(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST), ISO_8859_1).contains(OPTION);
        }
    }

    /** The command that runs another one as somebody. */
    List<String> command(Identity identity, List<String> command) {
        List<String> all = new ArrayList<>();
        all.add(path.toString());
        all.add(OPTION);
        all.add(Integer.toUnsignedString(identity.uid()));
        all.add("--regid");
        all.add(Integer.toUnsignedString(identity.gid()));
        if (identity.groups().isEmpty()) {
            all.add("--clear-groups");
        } else {
            all.add("--groups");
            all.add(identity.groups().stream().map(Integer::toUnsignedString).collect(Collectors.joining(",")));
        }
        all.add("--inh-caps=-all");
        all.add("--");
        // Until it runs something it has the capabilities of before, by which it could run what the user may not.
        all.add(path.toString());
        all.add("--");
        all.addAll(command);
        return all;
    }
}

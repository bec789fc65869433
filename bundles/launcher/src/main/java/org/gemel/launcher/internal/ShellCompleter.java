package org.gemel.launcher.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes what the appliance knows by asking it, and the files of {@code check} by looking. */
final class ShellCompleter implements Completer {

    private static final Pattern CHECK = Pattern.compile("(.*[|;({])?\\s*(gemel:)?check\\s.*", Pattern.DOTALL);

    private static final int MOST_FILES = 1000;

    private final ShellSession session;

    ShellCompleter(ShellSession session) {
        this.session = session;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String written = line.line().substring(0, line.cursor());
        // Only from the root: what a relative path means depends on where the appliance was started.
        String word = line.word().substring(0, line.wordCursor());
        try {
            if (word.startsWith("/") && CHECK.matcher(written).matches()) {
                files(word, candidates);
                return;
            }
            session.complete(written).stream().map(ShellCompleter::candidate).forEach(candidates::add);
        } catch (IOException | UncheckedIOException | Failure lost) {
            // Nothing to offer. The command itself will say what is wrong with the file or the appliance.
        }
    }

    private static void files(String word, List<Candidate> candidates) throws IOException {
        String directory = word.substring(0, word.lastIndexOf('/') + 1);
        try (Stream<Path> files = Files.list(Path.of(directory))) {
            files.limit(MOST_FILES)
                    .map(file -> {
                        boolean deeper = Files.isDirectory(file);
                        String name = file.getFileName() + (deeper ? "/" : "");
                        return new Candidate(directory + name, name, null, null, null, null, !deeper);
                    })
                    .forEach(candidates::add);
        }
    }

    private static Candidate candidate(String answer) {
        String[] parts = answer.split("\t", 2);
        String description = parts.length > 1 ? parts[1] : null;
        // Behind a scope stands the command, without a space between.
        boolean whole = !parts[0].endsWith(":");
        return new Candidate(parts[0], parts[0], null, description, null, null, whole);
    }
}

package org.gemel.itests.dump;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.shell.internal.explain.Explained;

/** What came of comparing one file. */
final class Verdict {

    private final List<Difference> unexplained = new ArrayList<>();
    private final List<Justifications.Rule> used = new ArrayList<>();

    private Verdict() {}

    static Verdict of(Path file, Dump dump, Justifications justifications) {
        ConfigurationReader.Result ours = Cases.read(file);
        Verdict verdict = new Verdict();
        for (Difference difference : Comparison.of(dump.sections(), Explained.of(ours.configuration()))) {
            justifications.of(difference).ifPresentOrElse(verdict.used::add, () -> verdict.unexplained.add(difference));
        }
        return verdict;
    }

    List<Difference> unexplained() {
        return unexplained;
    }

    List<Justifications.Rule> used() {
        return used;
    }
}

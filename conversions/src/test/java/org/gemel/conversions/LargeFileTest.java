package org.gemel.conversions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gemel.api.config.Diagnostic;
import org.gemel.api.config.Diagnostic.Severity;
import org.gemel.api.config.ParsedConfig;
import org.gemel.conversions.LargeFile.Filling;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fifty megabytes and ten thousand virtual routers are read in any language; what is more than that is said to be too much. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class LargeFileTest {

    private static final int FIFTY_MEGABYTES = 50_000_000;

    private static final Map<Language, String> TOO_MUCH = Map.of(
            Language.KEEPALIVED, "configuration-too-large",
            Language.UCI, "file-too-long",
            Language.JSON, "json-too-large");

    @TempDir
    private Path folder;

    private ParsedConfig read(Language language, Filling filling) {
        Path file = LargeFile.write(folder.resolve("large"), language, filling, FIFTY_MEGABYTES);
        return Language.READER.parse(file, Language.OPTIONS);
    }

    @ParameterizedTest
    @EnumSource
    void fiftyMegabytesAreRead(Language language) {
        ParsedConfig parsed = read(language, Filling.REMARKS);
        assertThat(parsed.tree()).hasSizeGreaterThanOrEqualTo(LargeFile.SECTIONS);
        assertThat(parsed.diagnostics()).noneMatch(each -> each.severity() == Severity.ERROR);
    }

    @ParameterizedTest
    @EnumSource
    void moreThanAMillionThingsAreTooMany(Language language) {
        assertThat(read(language, Filling.ADDRESSES).diagnostics())
                .filteredOn(each -> each.severity() == Severity.ERROR)
                .extracting(Diagnostic::code)
                .contains(TOO_MUCH.get(language));
    }
}

package org.gemel.launcher.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogFormatTest {

    private final LogFormat terminal = new LogFormat(false, ZoneOffset.UTC);
    private final LogFormat journal = new LogFormat(true, ZoneOffset.UTC);

    @Test
    void aTerminalGetsTimeLevelAndOrigin() {
        assertThat(terminal.format(record(Level.WARNING, "no such link")))
                .isEqualTo("2026-11-01 10:00:00.250 WARN  Network: no such link\n");
    }

    @ParameterizedTest
    @CsvSource({"SEVERE, <3>", "WARNING, <4>", "INFO, <6>", "FINE, <7>"})
    void theJournalGetsAPriority(String level, String prefix) {
        assertThat(journal.format(record(Level.parse(level), "words"))).isEqualTo(prefix + "Network: words\n");
    }

    @Test
    void furtherLinesAreSetIn() {
        assertThat(journal.format(record(Level.INFO, "one\ntwo"))).isEqualTo("<6>Network: one\n  two\n");
    }

    @Test
    void aThrowableIsShown() {
        LogRecord record = record(Level.SEVERE, "broken");
        record.setThrown(new IllegalStateException("because"));

        assertThat(terminal.format(record))
                .contains("IllegalStateException: because")
                .contains("LogFormatTest");
    }

    private static LogRecord record(Level level, String message) {
        LogRecord record = new LogRecord(level, message);
        record.setLoggerName("org.gemel.Network");
        record.setInstant(Instant.parse("2026-11-01T10:00:00.250Z"));
        return record;
    }
}

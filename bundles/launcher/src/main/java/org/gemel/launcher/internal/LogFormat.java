package org.gemel.launcher.internal;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.ConsoleHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * One line for each record: under systemd's journal with the priority that it understands ({@code <4>}), which stamps
 * the time itself; elsewhere with time and level.
 */
final class LogFormat extends Formatter {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

    private final boolean journal;
    private final ZoneId zone;

    LogFormat(boolean journal, ZoneId zone) {
        this.journal = journal;
        this.zone = zone;
    }

    /** Sends everything that is logged to standard error in this format. */
    static void install(boolean verbose) {
        System.setProperty("java.util.logging.manager", LastingLogManager.class.getName());
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        Handler handler = new ConsoleHandler();
        handler.setFormatter(new LogFormat(System.getenv("JOURNAL_STREAM") != null, ZoneId.systemDefault()));
        handler.setLevel(Level.ALL);
        root.addHandler(handler);
        root.setLevel(verbose ? Level.FINE : Level.INFO);
    }

    @Override
    public String format(LogRecord record) {
        StringBuilder line = new StringBuilder();
        if (journal) {
            line.append('<').append(priority(record.getLevel())).append('>');
        } else {
            line.append(TIME.format(record.getInstant().atZone(zone)));
            line.append(String.format(" %-5s ", name(record.getLevel())));
        }
        line.append(simpleName(record.getLoggerName()))
                .append(": ")
                .append(formatMessage(record).replace("\n", "\n  "));
        line.append('\n');
        if (record.getThrown() != null) {
            StringWriter trace = new StringWriter();
            record.getThrown().printStackTrace(new PrintWriter(trace));
            line.append(trace);
        }
        return line.toString();
    }

    private static String simpleName(String logger) {
        return logger == null ? "" : logger.substring(logger.lastIndexOf('.') + 1);
    }

    /** The level as syslog numbers it. */
    private static int priority(Level level) {
        if (level.intValue() >= Level.SEVERE.intValue()) {
            return 3;
        }
        if (level.intValue() >= Level.WARNING.intValue()) {
            return 4;
        }
        return level.intValue() >= Level.INFO.intValue() ? 6 : 7;
    }

    private static String name(Level level) {
        return switch (priority(level)) {
            case 3 -> "ERROR";
            case 4 -> "WARN";
            case 6 -> "INFO";
            default -> "DEBUG";
        };
    }
}

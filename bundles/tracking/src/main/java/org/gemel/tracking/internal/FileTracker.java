package org.gemel.tracking.internal;

import java.math.BigInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gemel.api.config.TrackerDefinition.NumberFile;
import org.gemel.api.platform.Network.Subscription;
import org.gemel.api.platform.Platform;
import org.gemel.api.platform.SmallFiles.Content;
import org.gemel.api.tracker.Health;
import org.gemel.api.tracker.Tracker;

/** Reads a number from a file whenever it changes; a file that is not there says 0 (behaviour 62). */
final class FileTracker implements Tracker {

    private static final Pattern NUMBER = Pattern.compile("\\s*([+-]?[0-9]{1,32})(?![0-9]).*", Pattern.DOTALL);
    private static final int LONGEST_SHOWN = 20;

    private final Consumer<Health> news;
    private final Subscription subscription;
    private Health health = new Health.Unknown();
    private String detail = "";
    private String complaint = "";

    FileTracker(NumberFile definition, Platform platform, Consumer<Health> news) {
        this.news = news;
        Integer initial = definition.initial();
        if (initial != null) {
            platform.files().write(definition.path(), initial.toString(), definition.overwrite(), this::notWritten);
        }
        subscription = platform.files().watch(definition.path(), this::read);
    }

    @Override
    public Health health() {
        return health;
    }

    @Override
    public String detail() {
        return detail;
    }

    private void read(Content content) {
        if (content instanceof Content.Text text) {
            Matcher number = NUMBER.matcher(text.text());
            if (number.matches()) {
                int value = bounded(number.group(1));
                tell(Integer.toString(value), new Health.Level(value));
            } else {
                String shown = text.text().strip().lines().findFirst().orElse("");
                String clean = shown.length() <= LONGEST_SHOWN ? shown : shown.substring(0, LONGEST_SHOWN) + "...";
                tell("'" + clean.replaceAll("\\p{Cntrl}", "?") + "' is no number and counts as 0", new Health.Level(0));
            }
        } else if (content instanceof Content.Absent) {
            tell("there is no file, which counts as 0", new Health.Level(0));
        } else if (content instanceof Content.Unreadable unreadable) {
            failed(unreadable.reason());
        }
    }

    private static int bounded(String digits) {
        BigInteger value = new BigInteger(digits);
        return value.max(BigInteger.valueOf(Integer.MIN_VALUE))
                .min(BigInteger.valueOf(Integer.MAX_VALUE))
                .intValue();
    }

    private void failed(String reason) {
        tell(reason, Health.Failed.unasked(reason));
    }

    /** What is in the file, or that there is none, counts all the same. */
    private void notWritten(String reason) {
        complaint = "; " + reason;
        detail += complaint;
    }

    private void tell(String what, Health verdict) {
        detail = what + complaint;
        if (!verdict.equals(health)) {
            health = verdict;
            news.accept(verdict);
        }
    }

    @Override
    public void close() {
        subscription.close();
    }
}

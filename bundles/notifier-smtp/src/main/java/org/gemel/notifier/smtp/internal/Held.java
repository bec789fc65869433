package org.gemel.notifier.smtp.internal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Letters that are not sent one by one because there are too many, to be summed up in one. */
final class Held {

    /** A mail that somebody may read. */
    static final int MOST = 1000;

    private final Deque<Letter> letters = new ArrayDeque<>();
    private int forgotten;

    /** Keeps a letter; of very many the oldest are only counted. */
    void add(Letter letter) {
        letters.addLast(letter);
        if (letters.size() > MOST) {
            letters.removeFirst();
            forgotten++;
        }
    }

    int size() {
        return letters.size() + forgotten;
    }

    /** One letter about all of them, of which none is left then; the only one as it is; null if there is none. */
    @Nullable
    Letter summary(int perMinute, Instant now) {
        if (size() <= 1) {
            return letters.pollFirst();
        }
        StringBuilder body = new StringBuilder("=> More than " + perMinute + " mails in a minute were due <=\n\n");
        if (forgotten > 0) {
            body.append("The first ").append(forgotten).append(" are not listed.\n");
        }
        for (Letter letter : letters) {
            body.append(letter.at().truncatedTo(ChronoUnit.SECONDS))
                    .append("  ")
                    .append(letter.subject())
                    .append('\n');
        }
        Letter summary = new Letter(now, size() + " changes of state", body.toString());
        letters.clear();
        forgotten = 0;
        return summary;
    }
}

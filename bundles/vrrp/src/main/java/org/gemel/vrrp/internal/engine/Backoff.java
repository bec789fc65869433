package org.gemel.vrrp.internal.engine;

/**
 * How soon something comes back that somebody removes, and what is said of it: at once, but ever later and in summaries against
 * a program that removes it again each time, lest two programs fill the LAN and the log as fast as they can. All times in
 * nanoseconds of the loop.
 */
final class Backoff {

    private static final long FIRST = 10_000_000L;
    private static final long MOST = 1_000_000_000L;

    /** What stayed for so long was not fought over. */
    private static final long CALM = 5_000_000_000L;

    /** From so many times on it is a fight. */
    private static final int FIGHT = 5;

    /** A fight that goes on is told of so often. */
    private static final long REMINDER = 60_000_000_000L;

    /** What is worth saying when something came back. */
    enum News {
        /** That it did. */
        RETURN,
        /** That it does so again and again: {@link #fight}. */
        FIGHT,
        /** Nothing that has not been said. */
        NONE
    }

    private long delay;
    private long last;
    private boolean used;
    private int times;
    private long told;

    /** The earliest time for the next time. */
    long due() {
        return last + delay;
    }

    /** Whether it may be now. */
    boolean isDue(long now) {
        return !used || now - due() >= 0;
    }

    /** It came back. */
    News happened(long now) {
        boolean calm = !used || now - last >= CALM;
        delay = calm ? FIRST : Math.min(MOST, 2 * delay);
        times = calm ? 1 : times + 1;
        used = true;
        last = now;
        if (calm) {
            return News.RETURN;
        }
        if (times == FIGHT || (times > FIGHT && now - told >= REMINDER)) {
            told = now;
            return News.FIGHT;
        }
        return News.NONE;
    }

    /** What a person is told who can end a fight. */
    String fight(String what, String watch) {
        return what + " was removed " + times
                + " times in a row and put back each time, now at most once a second: another "
                + "program, such as a network manager, a script or a second VRRP daemon, wants it gone. See when with '"
                + watch + "' and tell that program to leave it alone";
    }
}

package org.gemel.checker.connection;

import org.jspecify.annotations.Nullable;

/**
 * The line that somebody waits for who calls several times, one call after the other. The first may have led to the second on the
 * event loop before whoever dialled has the first line in hands, so each line comes with its number. Safe for any thread.
 */
public final class CurrentLine {

    private int number = -1;
    private @Nullable Line line;
    private boolean over;

    /**
     * A line was dialled. It is hung up at once if nobody waits any more.
     *
     * @param which how many were dialled before
     */
    public synchronized void is(int which, Line dialled) {
        if (over) {
            dialled.hangUp();
        } else if (which > number) {
            number = which;
            line = dialled;
        }
    }

    /** Nobody waits any more: hangs up, also what is dialled from now on. */
    public synchronized void hangUp() {
        over = true;
        Line open = line;
        if (open != null) {
            open.hangUp();
        }
    }
}

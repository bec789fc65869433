package org.gemel.vrrp.internal.engine;

import org.gemel.api.platform.EventLoop;

/** Something that the kernel refuses: said once, and tried again, because nothing tells that somebody has repaired it. */
final class Refusal {

    private static final long RETRY = 1_000_000_000L;

    private final EventLoop loop;
    private final Reporter reporter;
    private final String code;
    private final EventLoop.Timer retry;
    private String last = "";

    /**
     * @param code what it is reported as
     * @param again tries again
     */
    Refusal(EventLoop loop, Reporter reporter, String code, Runnable again) {
        this.loop = loop;
        this.reporter = reporter;
        this.code = code;
        this.retry = loop.newTimer(again);
    }

    /** It was refused, for this reason. */
    void happened(String reason) {
        if (!reason.equals(last)) {
            last = reason;
            reporter.problem(code, reason);
        }
        retry.arm(loop.nanoTime() + RETRY);
    }

    /** It is not refused, or nobody wants it any more. */
    void end() {
        last = "";
        retry.disarm();
    }
}

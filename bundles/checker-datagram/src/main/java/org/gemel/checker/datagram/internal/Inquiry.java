package org.gemel.checker.datagram.internal;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.gemel.api.platform.Conversations.Peer;
import org.jspecify.annotations.Nullable;

/**
 * What is sent for each probe, and what is made of what comes back.
 *
 * @param asked for people
 * @param peer to whom, and how
 * @param payload the datagram
 * @param judge what an answer means, from its position to its limit
 * @param silence what it means that none comes; null if only who asks decides that
 */
record Inquiry(
        String asked,
        Peer peer,
        byte[] payload,
        Function<ByteBuffer, Finding> judge,
        @Nullable Silence silence) {

    /**
     * What came of it.
     *
     * @param passed whether that is good
     * @param answered for people
     */
    record Finding(boolean passed, String answered) {}

    /**
     * Silence for long enough.
     *
     * @param clock tells when it has lasted so long
     * @param after how long that is
     * @param finding what it means
     */
    record Silence(ScheduledExecutorService clock, Duration after, Finding finding) {}
}

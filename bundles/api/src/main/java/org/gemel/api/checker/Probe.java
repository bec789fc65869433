package org.gemel.api.checker;

import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/** One question to a real server. Safe for any thread. */
@ProviderType
public interface Probe {

    /** How long the answer may take as a whole; later ones are ignored, and the probe has failed. */
    Duration limit();

    /** Answers; the first answer counts. */
    void answer(Verdict verdict);

    /** Whether nobody waits for an answer any more. */
    boolean over();

    /**
     * Something to be run when nobody waits for an answer any more and there was none, such as closing a connection; at once
     * if that is so already. It must not block. The last one that was set is run.
     */
    void onAbandoned(Runnable cleanup);
}

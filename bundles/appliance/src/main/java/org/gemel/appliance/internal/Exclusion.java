package org.gemel.appliance.internal;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Keeps virtual routers from serving, whatever engine runs them; an engine may be in the making when that changes. */
final class Exclusion {

    private volatile @Nullable String reason;
    /** What the engine was told when it was made. */
    private @Nullable String told;

    /** Why they are kept from now on; null lets them serve. An engine that runs already has to be told after this. */
    void change(@Nullable String next) {
        reason = next;
    }

    /** Tells a new engine before all else. */
    void begin(PatientEngine made) {
        String now = reason;
        told = now;
        if (now != null) {
            made.excludeFirst(now);
        }
    }

    /** Tells an engine that runs now what was said while it was being made, when there was no engine to say it to. */
    void catchUp(PatientEngine made) {
        String now = reason;
        if (!Objects.equals(now, told)) {
            made.excludeFirst(now);
        }
    }
}

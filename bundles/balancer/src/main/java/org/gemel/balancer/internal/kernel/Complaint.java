package org.gemel.balancer.internal.kernel;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells of a failure that does not pass: when it comes twice in a row, and once until it is over. For one thread. */
final class Complaint {

    private final Consumer<String> listener;
    private boolean failing;
    private @Nullable String told;

    Complaint(Consumer<String> listener) {
        this.listener = listener;
    }

    /** It has failed; what is over with the next attempt was the update of a bundle. */
    void failed(String message) {
        if (failing && !message.equals(told)) {
            told = message;
            listener.accept(message);
        }
        failing = true;
    }

    /** It has worked. */
    void over() {
        failing = false;
        told = null;
    }
}

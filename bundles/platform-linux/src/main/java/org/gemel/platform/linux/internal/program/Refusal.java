package org.gemel.platform.linux.internal.program;

/** Why a program is not started; the message is a sentence for a person, with what to do. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    Refusal(String message) {
        super(message);
    }
}

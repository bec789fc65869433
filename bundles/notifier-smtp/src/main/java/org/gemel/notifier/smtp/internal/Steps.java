package org.gemel.notifier.smtp.internal;

/** Hears how a conversation with a relay goes, for a person. Nothing it hears is secret. */
interface Steps {

    /** Nobody listens. */
    Steps UNSEEN = (what, outcome) -> {};

    /**
     * A step.
     *
     * @param what in a word or two, such as {@code recipient ops@example.org}
     * @param outcome what came of it
     */
    void step(String what, String outcome);
}

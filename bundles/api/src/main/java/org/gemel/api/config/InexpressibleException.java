package org.gemel.api.config;

/** A format cannot say a directive of a tree that it was to write. */
public final class InexpressibleException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    private final transient Position at;

    /**
     * @param directive what cannot be said, the innermost one
     * @param reason why, and if possible what could be said instead; the message is the directive's name and this, and
     *     neither may give a secret away
     */
    public InexpressibleException(Directive directive, String reason) {
        super(directive.name() + ": " + reason);
        at = directive.at();
    }

    /** Where the directive stands in the text that it was read from. */
    public Position at() {
        return at;
    }
}

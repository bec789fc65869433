package org.gemel.api.engine;

/** An engine could not take a configuration and runs the former one as before. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String instance;

    /**
     * @param instance the name of the virtual router that it failed at
     * @param cause why
     */
    public RefusedException(String instance, Throwable cause) {
        super(instance + ": " + cause, cause);
        this.instance = instance;
    }

    /** The name of the virtual router that it failed at. */
    public String instance() {
        return instance;
    }
}

package org.gemel.api.engine;

/**
 * What became of handing over one virtual router.
 *
 * @param instance its name
 * @param end how it ended
 * @param text the same for a person: to whom, how, how long it took, or why not
 */
public record HandoverResult(String instance, End end, String text) {

    /** How a handover can end. */
    public enum End {
        /** Another router serves. */
        HANDED_OVER,
        /** This router was not the master. */
        NOT_MASTER,
        /** It is still the master: nobody took over, or nobody can. */
        STILL_MASTER
    }
}

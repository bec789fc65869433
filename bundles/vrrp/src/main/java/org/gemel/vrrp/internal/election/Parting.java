package org.gemel.vrrp.internal.election;

/** What a master says last. */
final class Parting {

    private final Actions actions;

    /** Whether it took over where nobody was heard. */
    boolean unheard;

    /** Whether it has resigned. */
    boolean resigned;

    Parting(Actions actions) {
        this.actions = actions;
    }

    /** It is not to be waited for; once is enough. */
    void resign() {
        if (!resigned) {
            resigned = true;
            actions.advertise(0);
        }
    }

    /**
     * It yields to a better one. Where it took over unheard, it may have been on the other side of a LAN that was in two; who is
     * better has then been master for long, and announces its addresses again only if it hears of this router. Not to be
     * said where the better one advertises at longer intervals: third routers may follow this one's for a moment.
     */
    void yield() {
        if (unheard) {
            actions.advertise(GivingAway.LOWEST_PRIORITY);
        }
    }
}

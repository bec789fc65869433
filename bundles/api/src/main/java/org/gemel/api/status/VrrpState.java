package org.gemel.api.status;

/** The state of a virtual router. */
public enum VrrpState {
    /** Not started, or stopped. */
    INIT,
    /** Watching the master. */
    BACKUP,
    /** Holding the addresses. */
    MASTER,
    /** Not able to serve: its interface or what it tracks is down. */
    FAULT
}

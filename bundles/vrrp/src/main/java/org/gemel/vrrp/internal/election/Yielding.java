package org.gemel.vrrp.internal.election;

/** How far a master has come in giving its addresses away. */
public enum Yielding {
    /** It does not. */
    NOT,
    /** It serves and advertises the lowest priority, so that a backup that preempts takes over. */
    LOWERED,
    /** It serves and has resigned, so that any backup takes over. */
    RESIGNED,
    /** It serves and is silent: another advertises, whom the LAN is about to believe. */
    SUCCEEDED
}

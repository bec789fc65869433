package org.gemel.api.config;

/**
 * The table of packet rules that belongs to the appliance; it exists only while a rule is needed.
 *
 * @param table its name, one that nobody else in the network namespace uses
 * @param priority when its chains are run among others of the same hook, smaller first
 * @param counters whether its rules count
 */
public record Firewall(String table, int priority, boolean counters) {

    /** As nobody says otherwise: before the host's own filters. */
    public static final Firewall DEFAULT = new Firewall("gemel", -1, false);
}

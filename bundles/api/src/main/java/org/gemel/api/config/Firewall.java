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

    private static final int LONGEST = 100;

    /**
     * The name of the table of one appliance among several.
     *
     * @param appliance its name; empty if it has none
     */
    public static String tableOf(String appliance) {
        if (appliance.isEmpty()) {
            return DEFAULT.table;
        }
        String name = appliance.replaceAll("[^A-Za-z0-9._-]", "_");
        return DEFAULT.table + "_" + name.substring(0, Math.min(name.length(), LONGEST));
    }
}

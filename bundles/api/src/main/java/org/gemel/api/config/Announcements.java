package org.gemel.api.config;

import java.time.Duration;

/**
 * How often a master tells the LAN where its addresses are (gratuitous ARP, unsolicited neighbour advertisements).
 *
 * @param repeat frames for each address in a burst, at least 1
 * @param delay from the first burst to the second; zero for no second burst
 * @param refresh between refreshing bursts while master; zero for none
 * @param refreshRepeat frames for each address in a refreshing burst, at least 1
 * @param lowerPriorityRepeat frames for each address after an advertisement of lower priority was heard; zero for none
 * @param lowerPriorityDelay from that burst to its repetition; zero for none
 * @param upkeep between single frames for the addresses on other interfaces than the virtual router's, where no advertisement
 *     reminds switches of a hardware address; zero for none
 * @param upkeepEverywhere whether those on real interfaces are kept up too, and not only those on virtual links
 */
public record Announcements(
        int repeat,
        Duration delay,
        Duration refresh,
        int refreshRepeat,
        int lowerPriorityRepeat,
        Duration lowerPriorityDelay,
        Duration upkeep,
        boolean upkeepEverywhere) {

    /** Five at once, five again after five seconds, as keepalived does. */
    public static final Announcements DEFAULT =
            new Announcements(5, Duration.ofSeconds(5), Duration.ZERO, 1, 5, Duration.ofSeconds(5));

    /** No upkeep. */
    public Announcements(
            int repeat,
            Duration delay,
            Duration refresh,
            int refreshRepeat,
            int lowerPriorityRepeat,
            Duration lowerPriorityDelay) {
        this(repeat, delay, refresh, refreshRepeat, lowerPriorityRepeat, lowerPriorityDelay, Duration.ZERO, false);
    }
}

package org.gemel.config.internal.bind;

import java.time.Duration;
import java.util.Optional;
import org.gemel.api.config.Announcements;
import org.gemel.config.internal.check.Item;

/** Binds how the LAN is told. An instance that says nothing does what {@code global_defs} says. */
final class AnnouncementsBinder {

    private static final Announcements DEFAULT = Announcements.DEFAULT;

    /** Switches forget after five minutes; a third of that is what keepalived's manual advises. */
    private static final Duration UPKEEP = Duration.ofSeconds(100);

    private AnnouncementsBinder() {}

    static Announcements bind(Settings settings) {
        boolean few = settings.global().flag("vrrp_min_garp");
        int globalRepeat = repeat(settings.global().last("vrrp_garp_master_repeat"), few ? 1 : DEFAULT.repeat());
        Duration globalDelay =
                delay(settings.global().last("vrrp_garp_master_delay"), few ? Duration.ZERO : DEFAULT.delay());
        return new Announcements(
                repeat(settings.own().last("garp_master_repeat"), globalRepeat),
                delay(settings.own().last("garp_master_delay"), globalDelay),
                delay(settings.find("garp_master_refresh", "vrrp_garp_master_refresh"), DEFAULT.refresh()),
                repeat(
                        settings.find("garp_master_refresh_repeat", "vrrp_garp_master_refresh_repeat"),
                        DEFAULT.refreshRepeat()),
                settings.find("garp_lower_prio_repeat", "vrrp_garp_lower_prio_repeat")
                        .map(AnnouncementsBinder::number)
                        .orElse(globalRepeat),
                delay(settings.find("garp_lower_prio_delay", "vrrp_garp_lower_prio_delay"), globalDelay),
                extra(settings).map(AnnouncementsBinder::period).orElse(Duration.ZERO),
                extra(settings).map(AnnouncementsBinder::all).orElse(false));
    }

    private static Optional<Item> extra(Settings settings) {
        return settings.find("garp_extra_if", "vrrp_garp_extra_if")
                .or(() -> settings.find("vmac_garp_intvl", "vrrp_vmac_garp_intvl"));
    }

    private static boolean all(Item item) {
        return item.has(0) && item.text().equals("all");
    }

    private static Duration period(Item item) {
        int index = all(item) ? 1 : 0;
        return item.has(index) ? Duration.ofSeconds(item.value(index, Long.class)) : UPKEEP;
    }

    private static int repeat(Optional<Item> item, int otherwise) {
        return item.map(found -> Math.max(1, number(found))).orElse(otherwise);
    }

    private static int number(Item item) {
        return (int) Math.min(Integer.MAX_VALUE, item.value(0, Long.class));
    }

    private static Duration delay(Optional<Item> item, Duration otherwise) {
        return item.map(Item::seconds).orElse(otherwise);
    }
}

package org.gemel.shell.internal.explain;

import java.util.Locale;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.Announcements;
import org.gemel.api.config.ChecksumForm;
import org.gemel.api.config.Notifications.Wishes;
import org.gemel.api.config.Reception;
import org.gemel.api.config.Tracking;
import org.gemel.api.config.UnicastPeer;
import org.gemel.api.config.VrrpInstance;

/** What holds for a virtual router. */
final class InstanceFacts {

    private InstanceFacts() {}

    static Section of(VrrpInstance instance, Wishes wishes) {
        Facts facts = new Facts();
        identity(instance, facts);
        LinkFacts.add(instance.virtualLinks(), facts);
        election(instance, facts);
        advertisements(instance, facts);
        announcements(instance.announcements(), facts);
        tracking(instance.tracking(), facts);
        facts.all("virtual_ipaddress", instance.addresses(), AddressFacts::of)
                .all("virtual_ipaddress_excluded", instance.excludedAddresses(), AddressFacts::of)
                .all("virtual_routes", instance.routes(), RouteFacts::of)
                .all("virtual_rules", instance.rules(), RuleFacts::of)
                .add("promote_secondaries", instance.promoteSecondaries());
        WishesFacts.add(wishes, facts);
        return facts.section("vrrp_instance", instance.name());
    }

    private static void identity(VrrpInstance instance, Facts facts) {
        facts.add("interface", instance.interfaceName())
                .add("virtual_router_id", instance.vrid())
                .add("family", instance.family().name().toLowerCase(Locale.ROOT))
                .add("version", instance.version());
    }

    private static void election(VrrpInstance instance, Facts facts) {
        facts.add("state", instance.startAsMaster() ? "MASTER" : "BACKUP")
                .add("priority", instance.priority())
                .add("advert_int", instance.advertInterval())
                .add("down_timer_adverts", instance.downTimerAdverts())
                .add("nopreempt", !instance.preempt())
                .add("preempt_delay", instance.preemptDelay())
                .add("lower_prio_no_advert", !instance.answerLowerPriority())
                .add("higher_prio_send_advert", instance.advertiseBeforeYielding())
                .add("timer_expired_backup", instance.yieldsWhenLateTo());
    }

    private static void advertisements(VrrpInstance instance, Facts facts) {
        facts.add(instance.unicast() ? "unicast_src_ip" : "mcast_src_ip", instance.source());
        if (instance.unicast()) {
            facts.all("unicast_peer", instance.unicastPeers(), InstanceFacts::peer)
                    .add("unicast_ttl", instance.unicastTtl());
        } else {
            facts.add("mcast_dst_ip", instance.multicastGroup());
        }
        facts.add("unicast_fault_no_peer", instance.lacksPeers()).add("no_accept", !instance.accept());
        AuthenticationFacts.add(instance.authentication(), facts);
        facts.add("v3_checksum_as_v2", checksumForm(instance.checksumForm()))
                .add("old_unicast_checksum", instance.checksumForm() == ChecksumForm.OLD_UNICAST);
        reception(instance.reception(), facts);
    }

    private static void reception(Reception reception, Facts facts) {
        facts.add("check_unicast_src", reception.peersOnly())
                .add("owner_ignore_adverts", reception.ignoredByOwner())
                .add("skip_check_adv_addr", reception.listTrusted())
                .add("old_unicast_checksum accepted", reception.oldUnicastChecksum())
                .add("kernel_rx_buf_size", reception.bufferBytes())
                .add("vrrp_rx_bufs_multiplier", reception.bufferMtus());
    }

    /** The peer, and what its TTL may be if that is limited. */
    private static String peer(UnicastPeer peer) {
        return new Options()
                .word(AddressText.of(peer.address()))
                .option("min_ttl", peer.leastTtl())
                .option("max_ttl", peer.mostTtl())
                .toString();
    }

    private static String checksumForm(ChecksumForm form) {
        return switch (form) {
            case AUTO -> Facts.AUTOMATIC;
            case RFC5798, OLD_UNICAST -> "off";
            case RFC9568 -> "on";
        };
    }

    private static void announcements(Announcements announcements, Facts facts) {
        facts.add("garp_master_repeat", announcements.repeat())
                .add("garp_master_delay", announcements.delay())
                .add("garp_master_refresh", announcements.refresh())
                .add("garp_master_refresh_repeat", announcements.refreshRepeat())
                .add("garp_lower_prio_repeat", announcements.lowerPriorityRepeat())
                .add("garp_lower_prio_delay", announcements.lowerPriorityDelay())
                .add(
                        "garp_extra_if",
                        (announcements.upkeepEverywhere() ? "all " : "") + Facts.seconds(announcements.upkeep()));
    }

    private static void tracking(Tracking tracking, Facts facts) {
        facts.add("dont_track_primary", !tracking.ownInterface()).add("track_src_ip", tracking.sourceAddress());
        TrackedFacts.add(tracking.tracked(), facts);
    }
}

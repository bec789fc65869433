package org.gemel.config.internal.bind;

import java.util.Optional;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.ChecksumForm;
import org.gemel.api.config.Reception;
import org.gemel.api.config.VrrpInstance;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;

/** Binds what a virtual router takes from others. */
final class ReceptionBinder {

    private static final int DEFAULT_MULTIPLIER = 3;
    private static final int HMAC_TRAILER = 28;
    private static final int AUTHENTICATION_HEADER = 24;

    private final Diagnostics diagnostics;

    ReceptionBinder(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** The virtual router with its reception. */
    VrrpInstance bind(Settings settings, VrrpInstance instance) {
        boolean limited = settings.own().entries("unicast_peer").stream()
                .anyMatch(
                        peer -> peer.block().contains("min_ttl") || peer.block().contains("max_ttl"));
        Optional<Item> old = settings.own().last("old_unicast_checksum");
        boolean never = old.filter(item -> item.has(0)).isPresent();
        Optional<Item> bytes = settings.own().last("kernel_rx_buf_size").filter(item -> item.value(0, Long.class) > 0);
        Optional<Item> policy =
                bytes.isPresent() ? Optional.empty() : settings.global().last("vrrp_rx_bufs_policy");
        int multiplier = settings.global()
                .last("vrrp_rx_bufs_multiplier")
                .map(ReceptionBinder::atMost)
                .orElse(DEFAULT_MULTIPLIER);
        return instance.toBuilder()
                .checksumForm(
                        old.isPresent() && !never && speaksOldForm(old.get(), instance)
                                ? ChecksumForm.OLD_UNICAST
                                : instance.checksumForm())
                .reception(new Reception(
                        limited
                                || settings.own().contains("check_unicast_src")
                                || settings.global().contains("vrrp_check_unicast_src"),
                        settings.flag("owner_ignore_adverts", "vrrp_owner_ignore_adverts"),
                        settings.flag("skip_check_adv_addr", "vrrp_skip_check_adv_addr"),
                        !never,
                        bytes.map(ReceptionBinder::atMost)
                                .or(() -> policy.map(item -> bytes(item, instance, multiplier)))
                                .orElse(0),
                        policy.filter(item -> item.value(0, Object.class).equals("MTU"))
                                        .isPresent()
                                ? multiplier
                                : 0))
                .build();
    }

    private boolean speaksOldForm(Item old, VrrpInstance instance) {
        boolean means = instance.unicast()
                && instance.version() == 3
                && instance.family().addressLength() == 4;
        if (!means) {
            diagnostics.warning(
                    old.at(),
                    "old-checksum-without-use",
                    "old_unicast_checksum changes nothing but version 3 over IPv4 to unicast peers; it is ignored",
                    "remove it");
        }
        return means;
    }

    private static int bytes(Item policy, VrrpInstance instance, int multiplier) {
        Object value = policy.value(0, Object.class);
        if (value instanceof Long) {
            return atMost(policy);
        }
        return value.equals("ADVERT") ? (int) Math.min(Integer.MAX_VALUE, (long) length(instance) * multiplier) : 0;
    }

    /** The length of one of its own advertisements, IP header included. */
    private static int length(VrrpInstance instance) {
        int size = instance.family().addressLength();
        int authentication = instance.authentication() instanceof Authentication.Hmac ? HMAC_TRAILER : 0;
        if (instance.authentication() instanceof Authentication.Ah) {
            authentication = AUTHENTICATION_HEADER;
        }
        return (size == 4 ? 20 : 40)
                + 8
                + instance.addresses().size() * size
                + (instance.version() == 2 ? 8 : 0)
                + authentication;
    }

    private static int atMost(Item item) {
        return (int) Math.min(Integer.MAX_VALUE, item.value(0, Long.class));
    }
}

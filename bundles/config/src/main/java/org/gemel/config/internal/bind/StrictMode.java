package org.gemel.config.internal.bind;

import java.time.Duration;
import java.util.Optional;
import org.gemel.api.config.Announcements;
import org.gemel.api.config.Authentication;
import org.gemel.api.config.VrrpInstance;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;

/** What strict mode takes out of a virtual router because the standard does not have it (behaviour 108). All of it is said. */
final class StrictMode {

    private static final String REMEDY = "remove it, or remove strict mode (vrrp_strict, strict_mode)";

    private final Item item;
    private final Settings settings;
    private final Diagnostics diagnostics;

    private StrictMode(Item item, Settings settings, Diagnostics diagnostics) {
        this.item = item;
        this.settings = settings;
        this.diagnostics = diagnostics;
    }

    /** The virtual router as strict mode leaves it, where strict mode is asked for. */
    static VrrpInstance enforce(Item item, Settings settings, VrrpInstance instance, Diagnostics diagnostics) {
        return settings.strict() ? new StrictMode(item, settings, diagnostics).enforce(instance) : instance;
    }

    private VrrpInstance enforce(VrrpInstance instance) {
        VrrpInstance.Builder strict = instance.toBuilder()
                .answerLowerPriority(false)
                .advertiseBeforeYielding(false)
                .announcements(withoutContradiction(instance.announcements()))
                .accept(accepts(instance));
        if (!(instance.authentication() instanceof Authentication.None)) {
            dropped(
                    "authentication",
                    settings.own()
                            .last("authentication")
                            .or(() -> settings.own().last("auth_hmac")));
            strict.authentication(new Authentication.None());
        }
        if (!instance.preemptDelay().isZero()) {
            dropped("preempt_delay", settings.own().last("preempt_delay"));
            strict.preemptDelay(Duration.ZERO);
        }
        if (instance.startAsMaster() && !instance.owner()) {
            dropped("'state MASTER' with a priority below 255", settings.own().last("state"));
            strict.startAsMaster(false);
        }
        if (instance.advertiseBeforeYielding()) {
            dropped(
                    "higher_prio_send_advert",
                    settings.find("higher_prio_send_advert", "vrrp_higher_prio_send_advert"));
        }
        settings.find("lower_prio_no_advert", "vrrp_lower_prio_no_advert")
                .filter(said -> !said.flag())
                .ifPresent(said -> dropped("an answer to lower priorities", Optional.of(said)));
        settings.find("garp_lower_prio_repeat", "vrrp_garp_lower_prio_repeat")
                .filter(said -> said.value(0, Long.class) > 0)
                .ifPresent(said -> dropped("garp_lower_prio_repeat", Optional.of(said)));
        return strict.build();
    }

    private static Announcements withoutContradiction(Announcements wanted) {
        return new Announcements(
                wanted.repeat(),
                wanted.delay(),
                wanted.refresh(),
                wanted.refreshRepeat(),
                0,
                Duration.ZERO,
                wanted.upkeep(),
                wanted.upkeepEverywhere());
    }

    /** Version 2 has no accept mode, and the default of version 3 is off (RFC 9568 6.1). */
    private boolean accepts(VrrpInstance instance) {
        Optional<Item> asked = settings.own().last("accept");
        if (instance.owner() || (asked.isPresent() && instance.accept() && instance.version() == 3)) {
            return true;
        }
        asked.ifPresent(said -> dropped("accept with version 2", asked));
        diagnostics.note(
                item.at(),
                "strict-mode-does-not-accept",
                "in strict mode packets to the virtual addresses are dropped, pings too, unless the priority is 255",
                instance.version() == 3
                        ? "write 'accept', or remove strict mode (vrrp_strict, strict_mode), if they should be taken"
                        : "remove strict mode (vrrp_strict, strict_mode) if they should be taken");
        return false;
    }

    private void dropped(String what, Optional<Item> said) {
        diagnostics.warning(
                said.map(Item::at).orElse(item.at()),
                "not-in-strict-mode",
                "strict mode does not allow " + what + "; it is ignored",
                REMEDY);
    }
}

package org.gemel.config.internal.bind;

import java.time.Duration;
import java.util.Optional;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;

/** Binds the advertisement interval (behaviour 43). */
final class AdvertInterval {

    private static final Duration DEFAULT = Duration.ofSeconds(1);
    private static final Duration VERSION_3_STEP = Duration.ofMillis(10);
    private static final Duration VERSION_3_MOST = Duration.ofMillis(40_950);

    private AdvertInterval() {}

    static Duration bind(Block own, int version, Diagnostics diagnostics) {
        Optional<Item> item = own.last("advert_int");
        if (item.isEmpty()) {
            return DEFAULT;
        }
        Duration wanted = item.get().seconds();
        if (version == 3 && wanted.compareTo(VERSION_3_MOST) > 0) {
            diagnostics.error(
                    item.get().at(),
                    "out-of-range",
                    "advert_int: " + item.get().text() + " is out of range for version 3",
                    "write 0.01 to 40.95");
            return VERSION_3_MOST;
        }
        Duration step = version == 3 ? VERSION_3_STEP : Duration.ofSeconds(1);
        Duration rounded =
                step.multipliedBy(Math.max(1, wanted.plus(step.dividedBy(2)).dividedBy(step)));
        if (!rounded.equals(wanted)) {
            diagnostics.warning(
                    item.get().at(),
                    "interval-rounded",
                    "version " + version + " advertises in steps of " + (version == 3 ? "10 ms" : "1 s")
                            + "; advert_int becomes " + rounded.toMillis() / 1000.0 + " s",
                    version == 3 ? "write two decimals at most" : "write whole seconds, or use version 3");
        }
        return rounded;
    }
}

package org.gemel.appliance.internal;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.Command;
import org.gemel.api.config.Family;
import org.gemel.api.config.Notifications.Occasion;
import org.gemel.api.config.Notifications.Webhook;
import org.gemel.api.config.StaticEntries;
import org.gemel.api.config.Subject;
import org.gemel.api.config.TrackerDefinition;
import org.jspecify.annotations.Nullable;

/** What the parts of configurations are called where their differences are told, and how their values read. */
final class Wording {

    /** What reads better than the words of the component's name; nothing for what needs no name of its own. */
    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("Configuration.syncGroups", "sync group"),
            Map.entry("Configuration.trackers", "tracker"),
            Map.entry("Configuration.staticEntries", "static"),
            Map.entry("Configuration.unknownVridsLogged", "logging of unknown VRIDs"),
            Map.entry("Configuration.linkDelays", "delays of interface"),
            Map.entry("Configuration.notifications", ""),
            Map.entry("Configuration.balancing", ""),
            Map.entry("Balancing.servers", "virtual server"),
            Map.entry("Balancing.leave", "left at the end by the data plane"),
            Map.entry("Balancing.grace", "checker grace"),
            Map.entry("VirtualServer.scheduling", ""),
            Map.entry("VirtualServer.realServers", "real server"),
            Map.entry("RealServer.checkers", "check"),
            Map.entry("CheckerDefinition.settings", ""),
            Map.entry("Setting.arguments", ""),
            Map.entry("Notifications.wishes", "notifications"),
            Map.entry("Notifications.fifos", "notify fifo"),
            Map.entry("Notifications.webhooks", "webhook"),
            Map.entry("Wishes.commands", ""),
            Map.entry("StaticEntries.addresses", "address"),
            Map.entry("StaticEntries.routes", "route"),
            Map.entry("StaticEntries.rules", "rule"),
            Map.entry("Entry.what", ""),
            Map.entry("SyncGroup.members", "member"),
            Map.entry("Pacing.groups", "group"),
            Map.entry("VrrpInstance.interfaceName", "interface"),
            Map.entry("VrrpInstance.startAsMaster", "state MASTER at start"),
            Map.entry("VrrpInstance.advertInterval", "advertisement interval"),
            Map.entry("VrrpInstance.addresses", "address"),
            Map.entry("VrrpInstance.excludedAddresses", "excluded address"),
            Map.entry("VrrpInstance.unicastPeers", "unicast peer"),
            Map.entry("VrrpInstance.announcements", "gratuitous ARP"),
            Map.entry("VrrpInstance.tracking", ""),
            Map.entry("VrrpInstance.routes", "route"),
            Map.entry("VrrpInstance.rules", "rule"),
            Map.entry("VrrpInstance.virtualLinks", "virtual link"),
            Map.entry("VrrpInstance.lacksPeers", "fault for want of unicast peers"),
            Map.entry("VrrpInstance.promoteSecondaries", "promotion of secondary addresses"),
            Map.entry("VrrpInstance.answerLowerPriority", "answer to lower priority"),
            Map.entry("VrrpInstance.advertiseBeforeYielding", "advertisement before yielding"),
            Map.entry("Tracking.ownInterface", "tracking of its interface"),
            Map.entry("Tracking.sourceAddress", "tracking of its source address"));

    private static final Pattern ABBREVIATIONS = Pattern.compile("\\b(arp|mtus|na|ttl|vrf|vrid)\\b");

    private Wording() {}

    /** What a component is called; may be empty. */
    static String label(Class<?> type, RecordComponent component) {
        String label = LABELS.get(type.getSimpleName() + "." + component.getName());
        return label == null ? words(component.getName()) : label;
    }

    /** {@code multicastGroup} as {@code multicast group}, {@code unicastTtl} as {@code unicast TTL}. */
    private static String words(String name) {
        String words = name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return ABBREVIATIONS.matcher(words).replaceAll(each -> each.group().toUpperCase(Locale.ROOT));
    }

    /** Whether a value is a record that has no words of its own. */
    static boolean isStructure(@Nullable Object value) {
        return value instanceof Record
                && text(value).startsWith(value.getClass().getSimpleName() + "[");
    }

    /** Which of several kinds a value is. */
    static String type(@Nullable Object value) {
        return value == null ? "none" : value.getClass().getSimpleName();
    }

    /** What tells an element from the others of its list. */
    static String key(Object element) {
        if (element instanceof TrackerDefinition tracker) {
            return tracker.kind().text() + " " + tracker.name();
        }
        if (element instanceof StaticEntries.Entry<?> entry) {
            return key(entry.what());
        }
        if (element instanceof Subject subject) {
            return (subject.kind() == Subject.Kind.GROUP ? "of sync group " : "of ") + subject.name();
        }
        if (element instanceof Occasion occasion) {
            return "on " + occasion.name().toLowerCase(Locale.ROOT);
        }
        if (element instanceof Webhook webhook) {
            // The rest of it is often a secret.
            return webhook.url().getScheme() + "://" + webhook.url().getHost();
        }
        if (isStructure(element)) {
            return text(Records.value(element.getClass().getRecordComponents()[0], element));
        }
        return text(element);
    }

    /** A value in words. */
    static String text(@Nullable Object value) {
        if (value == null) {
            return "default";
        }
        if (value instanceof Boolean on) {
            return on ? "on" : "off";
        }
        if (value instanceof Duration duration) {
            return seconds(duration);
        }
        if (value instanceof InetAddress address) {
            return AddressText.of(address);
        }
        if (value instanceof Family family) {
            return family == Family.IPV4 ? "IPv4" : "IPv6";
        }
        if (value instanceof Enum<?> each) {
            return each.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        if (value instanceof Command command) {
            return text(command.words()) + (command.user() == null ? "" : " as " + command.user());
        }
        if (value instanceof Collection<?> all) {
            return all.stream().map(Wording::text).collect(Collectors.joining(" "));
        }
        return value.toString();
    }

    private static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos(), 9).stripTrailingZeros().toPlainString() + " s";
    }
}

package org.gemel.config.internal.bind;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.gemel.api.config.Family;
import org.gemel.api.config.Route;
import org.gemel.api.config.Rule;
import org.gemel.api.config.StaticEntries;
import org.gemel.api.config.StaticEntries.Entry;
import org.gemel.config.internal.check.Block;
import org.gemel.config.internal.check.Diagnostics;
import org.gemel.config.internal.check.Item;

/** Binds routes and rules, those of instances and the static ones, and static addresses. */
final class RoutingBinder {

    /** The preference of the first rule that has none of its own; each further one gets one less (behaviour 110). */
    private static final long FIRST_PREFERENCE = 16384;

    private static final String DEFAULT_INTERFACE = "eth0";

    private final Block text;
    private final Block global;
    private final RouteBinder routes;
    private final RuleBinder rules;
    private final AddressBinder addresses;
    private final Map<Item, Long> preferences = new IdentityHashMap<>();

    /**
     * @param text the whole text: rules without a preference are counted through it
     * @param global all {@code global_defs} blocks as one
     */
    RoutingBinder(Block text, Block global, Diagnostics diagnostics) {
        this.text = text;
        this.global = global;
        RoutingNames names = new RoutingNames(List.of(
                directory("iproute_etc_dir", "/etc/iproute2"), directory("iproute_usr_dir", "/usr/share/iproute2")));
        RoutingWords words = new RoutingWords(names, diagnostics);
        this.routes = new RouteBinder(words);
        this.rules = new RuleBinder(words);
        this.addresses = new AddressBinder(diagnostics);
        countPreferences();
    }

    private Path directory(String keyword, String usual) {
        return Path.of(global.last(keyword).map(Item::text).orElse(usual));
    }

    private void countPreferences() {
        Map<Family, Long> next = new EnumMap<>(Family.class);
        for (Item top : text.items()) {
            List<Item> entries = new ArrayList<>();
            if (top.name().equals("static_rules")) {
                entries.addAll(top.block().items());
            } else if (top.name().equals("vrrp_instance")) {
                entries.addAll(top.block().entries("virtual_rules"));
            }
            for (Item entry : entries) {
                if (RuleBinder.preference(entry).isEmpty()) {
                    Family family = RuleBinder.family(entry);
                    long preference = next.getOrDefault(family, FIRST_PREFERENCE);
                    preferences.put(entry, preference);
                    next.put(family, preference - 1);
                }
            }
        }
    }

    /** The routes of an instance. */
    List<Route> routes(Block own) {
        return own.entries("virtual_routes").stream()
                .flatMap(entry -> routes.bind(entry).stream())
                .distinct()
                .toList();
    }

    /** The rules of an instance. */
    List<Rule> rules(Block own) {
        return own.entries("virtual_rules").stream()
                .flatMap(entry -> rule(entry).stream())
                .distinct()
                .toList();
    }

    private Optional<Rule> rule(Item entry) {
        return rules.bind(
                entry, RuleBinder.preference(entry).orElseGet(() -> preferences.getOrDefault(entry, FIRST_PREFERENCE)));
    }

    /** What is there in every state. */
    StaticEntries staticEntries() {
        String usual = global.last("default_interface").map(Item::text).orElse(DEFAULT_INTERFACE);
        return new StaticEntries(
                entries("static_ipaddress", entry -> Optional.of(addresses.bind(entry, usual))),
                entries("static_routes", routes::bind),
                entries("static_rules", this::rule));
    }

    private <T> List<Entry<T>> entries(String block, Function<Item, Optional<T>> binder) {
        List<Entry<T>> entries = new ArrayList<>();
        for (Item entry : text.entries(block)) {
            List<String> dependents = entry.block()
                    .last("track_group")
                    .filter(item -> !entry.block().contains("no_track"))
                    .map(item -> members(item.text()))
                    .orElse(List.of());
            binder.apply(entry).map(what -> new Entry<>(what, dependents)).ifPresent(entries::add);
        }
        return entries.stream().distinct().toList();
    }

    private List<String> members(String group) {
        return text.all("track_group").stream()
                .filter(item -> item.text().equals(group))
                .flatMap(item -> item.block().entries("group").stream())
                .map(Item::text)
                .distinct()
                .toList();
    }
}

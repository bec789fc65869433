package org.gemel.vrrp.internal.tracking;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.gemel.api.config.LinkDelays;
import org.gemel.api.config.Tracked;
import org.gemel.api.config.TrackerDefinition;
import org.gemel.api.platform.Link;
import org.gemel.api.platform.Platform;
import org.gemel.vrrp.internal.memory.WatchMemory;

/** All that is watched, each thing once however many track it. Loop thread only. */
public final class Watches {

    private final Platform platform;
    private final TrackerFactories factories;
    private final Consumer<Watch> news;
    private final Map<Key, PluginWatch> plugins = new LinkedHashMap<>();
    private final Map<String, LinkWatch> links = new HashMap<>();
    private final Map<Key, TrackerDefinition> definitions = new HashMap<>();
    private final Map<String, LinkDelays> delays = new HashMap<>();

    private final Map<Key, WatchMemory> remembered = new HashMap<>();

    private record Key(Tracked.Kind kind, String name) {}

    /**
     * @param factories where those who watch come from
     * @param news told whenever the health of a watch has become another
     */
    public Watches(Platform platform, TrackerFactories factories, Consumer<Watch> news) {
        this.platform = platform;
        this.factories = factories;
        this.news = news;
    }

    /**
     * What may be watched, and how patient to be with interfaces; what is equal to before goes on undisturbed, and what is no
     * more goes with {@link #keepOnly}.
     */
    public void define(List<TrackerDefinition> wanted, List<LinkDelays> wantedDelays) {
        definitions.clear();
        wanted.forEach(each -> definitions.put(new Key(each.kind(), each.name()), each));
        delays.clear();
        wantedDelays.forEach(each -> delays.put(each.interfaceName(), each));
        links.forEach((name, watch) -> watch.delays(delays.get(name)));
        definitions.forEach((key, definition) -> plugin(key, definition).watch(definition, factories.find(key.kind())));
    }

    /** All verdicts as they are now. */
    public List<WatchMemory> memory() {
        return all().stream()
                .map(each -> new WatchMemory(each.kind(), each.name(), each.health(), each.since()))
                .toList();
    }

    /** Each verdict of a predecessor is there, when something is watched, until there is a new one. */
    public void remember(List<WatchMemory> verdicts) {
        verdicts.forEach(each -> remembered.put(new Key(each.kind(), each.name()), each));
    }

    private PluginWatch plugin(Key key, TrackerDefinition definition) {
        PluginWatch known = plugins.get(key);
        if (known != null) {
            return known;
        }
        PluginWatch[] self = new PluginWatch[1];
        PluginWatch fresh = new PluginWatch(definition, platform, () -> news.accept(self[0]));
        self[0] = fresh;
        WatchMemory before = remembered.remove(key);
        if (before != null) {
            fresh.remember(before.health(), before.since());
        }
        plugins.put(key, fresh);
        return fresh;
    }

    /** The watch of an interface. */
    public Watch link(String name) {
        LinkWatch known = links.get(name);
        if (known != null) {
            return known;
        }
        LinkWatch[] self = new LinkWatch[1];
        LinkWatch fresh =
                new LinkWatch(name, platform.network().link(name), platform.loop(), () -> news.accept(self[0]));
        self[0] = fresh;
        fresh.delays(delays.get(name));
        WatchMemory before = remembered.remove(new Key(Tracked.Kind.INTERFACE, name));
        if (before != null) {
            fresh.remember(before.health(), before.since());
        }
        links.put(name, fresh);
        return fresh;
    }

    /**
     * The watch of something that is tracked.
     *
     * @throws IllegalArgumentException if a definition of that kind and name is missing
     */
    public Watch of(Tracked tracked) {
        if (tracked.kind() == Tracked.Kind.INTERFACE) {
            return link(tracked.name());
        }
        PluginWatch watch = plugins.get(new Key(tracked.kind(), tracked.name()));
        if (watch == null) {
            throw new IllegalArgumentException(
                    "nothing of the kind " + tracked.kind().text() + " is defined with the name " + tracked.name());
        }
        return watch;
    }

    /** All that is watched now. */
    public Set<Watch> all() {
        Set<Watch> all = new HashSet<>(plugins.values());
        all.addAll(links.values());
        return all;
    }

    /** Factories have come or gone. */
    public void factoriesChanged() {
        definitions.forEach((key, definition) -> plugin(key, definition).watch(definition, factories.find(key.kind())));
    }

    /** A link appeared or changed. */
    public void linkChanged(Link link) {
        LinkWatch watch = links.get(link.name());
        if (watch != null) {
            watch.see(link);
        }
    }

    /** A link disappeared; another of that name may be there already. */
    public void linkRemoved(Link link) {
        LinkWatch watch = links.get(link.name());
        if (watch != null) {
            watch.see(platform.network().link(link.name()));
        }
    }

    /**
     * Forgets the interfaces that nobody asks about any more, and what is not defined any more. Not before all goes by the new
     * definitions: who goes back to the former ones finds what was watched undisturbed.
     */
    public void keepOnly(Set<String> wanted) {
        for (Iterator<Map.Entry<Key, PluginWatch>> each = plugins.entrySet().iterator(); each.hasNext(); ) {
            Map.Entry<Key, PluginWatch> entry = each.next();
            if (!definitions.containsKey(entry.getKey())) {
                each.remove();
                entry.getValue().close();
            }
        }
        Set<String> gone = new HashSet<>(links.keySet());
        gone.removeAll(wanted);
        gone.forEach(name -> {
            LinkWatch watch = links.remove(name);
            if (watch != null) {
                watch.close();
            }
        });
    }

    /** Watches nothing any more. */
    public void close() {
        // The news of a factory may still be to come.
        definitions.clear();
        plugins.values().forEach(PluginWatch::close);
        plugins.clear();
        links.values().forEach(LinkWatch::close);
        links.clear();
    }
}

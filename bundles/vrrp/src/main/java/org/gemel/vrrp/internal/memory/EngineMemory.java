package org.gemel.vrrp.internal.memory;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.gemel.api.config.AddressText;
import org.gemel.api.config.VrrpInstance;
import org.jspecify.annotations.Nullable;

/**
 * An engine as it was when it was suspended.
 *
 * @param at when that was, in the time of the monotonic clock
 * @param routers its virtual routers
 * @param watches what it tracked
 * @param counters what belongs to no single virtual router
 * @param guarded the addresses about which packet rules are in force
 */
public record EngineMemory(
        long at,
        List<RouterMemory> routers,
        List<WatchMemory> watches,
        Map<String, Long> counters,
        Set<InetAddress> guarded) {

    /** Of an engine that nobody was before. */
    public static final EngineMemory NONE = new EngineMemory(0, List.of(), List.of(), Map.of(), Set.of());

    /** Of an engine that somebody was before, who left nothing that can be read. */
    private static final EngineMemory UNREADABLE = new EngineMemory(-1, List.of(), List.of(), Map.of(), Set.of());

    /** More than any engine writes: 1,000 virtual routers take 700 KiB. */
    private static final int LONGEST = 16 << 20;

    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F.]*:[0-9a-fA-F:.]*");

    private static final String ENGINE = "vrrp ";
    private static final String ROUTER = "router ";
    private static final String WATCH = "watch ";

    /** The memory of an instance's virtual router, or null. */
    public @Nullable RouterMemory of(VrrpInstance instance) {
        for (RouterMemory each : routers) {
            if (each.isOf(instance)) {
                return each;
            }
        }
        return null;
    }

    /** As text. */
    public String text() {
        StringBuilder text = new StringBuilder(ENGINE)
                .append(new Fields()
                        .put("at", at)
                        .put("counters", counters)
                        .put(
                                "guarded",
                                guarded.stream().map(AddressText::of).sorted().toList()))
                .append('\n');
        routers.forEach(each -> text.append(ROUTER).append(each.line()).append('\n'));
        watches.forEach(each -> text.append(WATCH).append(each.line()).append('\n'));
        return text.toString();
    }

    /** Reads a text; without anything in it if it is not one of these, but not {@link #NONE}. A line that cannot be read is passed over. */
    public static EngineMemory of(String text) {
        if (text.length() > LONGEST || !text.startsWith(ENGINE)) {
            return UNREADABLE;
        }
        EngineMemory head = UNREADABLE;
        List<RouterMemory> routers = new ArrayList<>();
        List<WatchMemory> watches = new ArrayList<>();
        for (String line : text.split("\n")) {
            try {
                if (line.startsWith(ENGINE)) {
                    Fields fields = Fields.of(line);
                    head = new EngineMemory(
                            fields.number("at"), routers, watches, fields.numbers("counters"), guarded(fields));
                } else if (line.startsWith(ROUTER)) {
                    routers.add(RouterMemory.of(Fields.of(line)));
                } else if (line.startsWith(WATCH)) {
                    watches.add(WatchMemory.of(Fields.of(line)));
                }
            } catch (IllegalArgumentException | java.time.DateTimeException unreadable) {
                // What it was about begins anew, as the caller is promised.
                continue;
            }
        }
        return head;
    }

    private static Set<InetAddress> guarded(Fields fields) {
        Set<InetAddress> all = new HashSet<>();
        for (String each : fields.list("guarded")) {
            all.add(address(each));
        }
        return all;
    }

    /** Of a literal: a name is not looked for. */
    private static InetAddress address(String text) {
        if (!LITERAL.matcher(text).matches()) {
            throw new IllegalArgumentException("no address: " + text);
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address: " + text, e);
        }
    }
}

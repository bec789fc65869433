package org.gemel.notifier.fifo.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Notifications.Wishes;
import org.gemel.api.config.ServerText;
import org.gemel.api.config.SyncGroup;
import org.gemel.api.config.VrrpInstance;
import org.gemel.api.event.Event;
import org.gemel.api.notifier.Notice;
import org.gemel.api.status.EngineStatus;
import org.gemel.api.status.VrrpState;
import org.jspecify.annotations.Nullable;

/** Events in keepalived's words (behaviours 82 to 84), a line each. */
final class Lines {

    private final Map<String, Member> instances = new HashMap<>();
    private final Map<String, VrrpState> groups = new HashMap<>();

    /** What was last heard of a virtual router. */
    private record Member(VrrpState state, int priority) {}

    /** What is known from elsewhere of those of which nothing was heard. */
    void know(EngineStatus status) {
        status.instances()
                .forEach(
                        each -> instances.putIfAbsent(each.name(), new Member(each.state(), each.effectivePriority())));
        status.groups().forEach(each -> groups.putIfAbsent(each.name(), each.state()));
    }

    /** The line for what happened, with its end; null if there is none. */
    @Nullable
    String of(Notice notice) {
        Event event = notice.event();
        if (event instanceof Event.Transition transition) {
            instances.put(transition.instance(), new Member(transition.to(), transition.priority()));
            return transition.to() == VrrpState.INIT
                    ? null
                    : instance(transition.instance(), transition.to().name(), transition.priority());
        }
        if (event instanceof Event.Ended ended) {
            instances.remove(ended.instance());
            return instance(ended.instance(), word(ended.end(), notice.wishes()), ended.priority());
        }
        if (event instanceof Event.PriorityChanged changed) {
            return priority(changed, notice.wishes());
        }
        if (event instanceof Event.LowerPriorityHeard heard) {
            return instance(heard.instance(), "MASTER_RX_LOWER_PRI", heard.priority());
        }
        if (event instanceof Event.GroupTransition transition) {
            groups.put(transition.group(), transition.to());
            return transition.to() == VrrpState.INIT
                    ? null
                    : group(transition.group(), transition.to().name());
        }
        if (event instanceof Event.GroupEnded ended) {
            groups.remove(ended.group());
            return ended.end() == Event.End.STOPPED ? group(ended.group(), "STOP") : null;
        }
        if (event instanceof Event.QuorumChanged quorum) {
            return "VS " + ServerText.of(quorum.virtualServer()) + upOrDown(quorum.reached());
        }
        if (event instanceof Event.RealServerChanged changed) {
            return "RS " + ServerText.of(changed.virtualServer(), changed.realServer()) + " "
                    + ServerText.of(changed.virtualServer()) + upOrDown(changed.alive());
        }
        return null;
    }

    /** The states of all that a configuration has and that are known, virtual routers first. */
    List<String> states(Configuration configuration) {
        List<String> lines = new ArrayList<>();
        for (VrrpInstance each : configuration.instances()) {
            Member known = instances.get(each.name());
            if (known != null && known.state() != VrrpState.INIT) {
                lines.add(instance(each.name(), known.state().name(), known.priority()));
            }
        }
        for (SyncGroup each : configuration.syncGroups()) {
            VrrpState state = groups.getOrDefault(each.name(), VrrpState.INIT);
            if (state != VrrpState.INIT) {
                lines.add(group(each.name(), state.name()));
            }
        }
        return lines;
    }

    private static String upOrDown(boolean up) {
        return up ? " UP\n" : " DOWN\n";
    }

    /** Behaviour 104. */
    private static String word(Event.End end, Wishes wishes) {
        if (end == Event.End.STOPPED) {
            return "STOP";
        }
        return wishes.deleted() ? "DELETED" : "FAULT";
    }

    /** keepalived has no third word, and uses this one for FAULT too. */
    private @Nullable String priority(Event.PriorityChanged changed, Wishes wishes) {
        Member before = instances.getOrDefault(changed.instance(), new Member(VrrpState.BACKUP, changed.from()));
        instances.put(changed.instance(), new Member(before.state(), changed.to()));
        String word = before.state() == VrrpState.MASTER ? "MASTER_PRIORITY" : "BACKUP_PRIORITY";
        return wishes.priorityChanges() ? instance(changed.instance(), word, changed.to()) : null;
    }

    private static String instance(String name, String word, int priority) {
        return "INSTANCE \"" + name + "\" " + word + " " + priority + "\n";
    }

    private static String group(String name, String word) {
        return "GROUP \"" + name + "\" " + word + " 0\n";
    }
}

package org.gemel.notifier.script.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.gemel.api.config.Command;
import org.gemel.api.config.Notifications.Occasion;
import org.gemel.api.config.Notifications.Wishes;
import org.gemel.api.config.Subject;
import org.gemel.api.event.Event;
import org.gemel.api.notifier.Notice;
import org.gemel.api.status.VrrpState;
import org.jspecify.annotations.Nullable;

/** What is to be run for an event: keepalived's commands with keepalived's arguments (behaviours 82, 83, 104). */
final class Calls {

    private Calls() {}

    /** In the order in which they are run. */
    static List<Call> of(Notice notice) {
        Event event = notice.event();
        Occasion occasion = occasion(event, notice.wishes());
        List<Call> calls = new ArrayList<>();
        if (occasion == null) {
            return calls;
        }
        Command own = notice.wishes().commands().get(occasion);
        // A removed one is told to be in FAULT without the command for that, as keepalived 2.2.7 does.
        if (own != null && (occasion != Occasion.FAULT || !(event instanceof Event.Ended))) {
            calls.add(new Call(keyword(event, occasion), own));
        }
        Command always = notice.wishes().always();
        if (always != null && occasion != Occasion.MASTER_RX_LOWER_PRI) {
            calls.add(new Call("notify", with(always, event, occasion)));
        }
        return calls;
    }

    private static String keyword(Event event, Occasion occasion) {
        return (event instanceof Event.QuorumChanged ? "quorum_" : "notify_")
                + occasion.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Occasion occasion(Event event, Wishes wishes) {
        if (event instanceof Event.Transition transition) {
            return entered(transition.to());
        }
        if (event instanceof Event.GroupTransition transition) {
            return entered(transition.to());
        }
        if (event instanceof Event.Ended ended) {
            return ended.end() == Event.End.STOPPED ? Occasion.STOP : removed(wishes);
        }
        if (event instanceof Event.GroupEnded ended) {
            return ended.end() == Event.End.STOPPED ? Occasion.STOP : null;
        }
        if (event instanceof Event.QuorumChanged quorum) {
            return quorum.reached() ? Occasion.UP : Occasion.DOWN;
        }
        if (event instanceof Event.RealServerChanged server) {
            return server.alive() ? Occasion.UP : Occasion.DOWN;
        }
        return event instanceof Event.LowerPriorityHeard ? Occasion.MASTER_RX_LOWER_PRI : null;
    }

    private static Occasion removed(Wishes wishes) {
        return wishes.deleted() ? Occasion.DELETED : Occasion.FAULT;
    }

    private static @Nullable Occasion entered(VrrpState state) {
        return switch (state) {
            case MASTER -> Occasion.MASTER;
            case BACKUP -> Occasion.BACKUP;
            case FAULT -> Occasion.FAULT;
            case INIT -> null;
        };
    }

    private static Command with(Command always, Event event, Occasion occasion) {
        Subject subject = event.subject();
        List<String> words = Stream.concat(
                        always.words().stream(),
                        Stream.of(
                                subject.kind().name(),
                                subject.name(),
                                occasion.name(),
                                Integer.toString(priority(event))))
                .toList();
        return new Command(words, always.user(), always.group(), always.policy());
    }

    /** A sync group has none. */
    private static int priority(Event event) {
        if (event instanceof Event.Transition transition) {
            return transition.priority();
        }
        return event instanceof Event.Ended ended ? ended.priority() : 0;
    }
}

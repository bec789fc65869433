package org.gemel.appliance.internal.notify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gemel.api.config.Configuration;
import org.gemel.api.config.Notifications;
import org.gemel.api.config.Subject;
import org.gemel.api.event.Event;
import org.gemel.api.notifier.Notice;
import org.gemel.api.notifier.Notifier;
import org.gemel.api.status.NotificationStatus;
import org.gemel.api.status.NotificationStatus.Delivery;
import org.gemel.api.status.NotificationStatus.Pending;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands every event to every notifier, with what the configuration wants for its subject. Nothing here blocks but {@link #close};
 * safe for any thread.
 */
public final class Deliveries implements Consumer<Event>, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("org.gemel.notifications");

    /** The next life has to read it before it serves on. */
    private static final int MOST_UNTOLD = 2000;

    /** Where the number of the service that has begun is said too. */
    private static final Pattern BEGUN = Pattern.compile("(?<kind>.*)@(?<service>\\d{1,18})");

    private final Duration patience;
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private volatile Wanted wanted = new Wanted(null, Set.of(), Notifications.NONE);
    private final Object closing = new Object();
    private volatile boolean ending;
    private boolean closed;

    /** What is wanted, also for those that the configuration before knew. */
    private record Wanted(@Nullable Configuration inForce, Set<Subject> known, Notifications former) {

        Notifications.Wishes of(Subject subject) {
            Configuration here = inForce;
            return (here != null && known.contains(subject) ? here.notifications() : former).of(subject);
        }
    }

    /** @param patience how long {@link #close} waits for the last notices */
    public Deliveries(Duration patience) {
        this.patience = patience;
    }

    /**
     * A notifier came: it hears the configuration in force, and what its predecessor has left.
     *
     * @param service the number of its service, which another one never has while this process lives
     */
    public synchronized void add(String kind, long service, Notifier notifier) {
        if (closed) {
            return;
        }
        for (Post post : posts) {
            if (post.vacant() && post.kind().equals(kind)) {
                post.occupy(service, notifier, wanted.inForce());
                return;
            }
        }
        Post post = new Post(kind, System::nanoTime);
        post.occupy(service, notifier, wanted.inForce());
        posts.add(post);
    }

    /** A notifier goes. */
    public synchronized void remove(Notifier notifier) {
        posts.stream().filter(post -> post.isOf(notifier)).forEach(Post::vacate);
    }

    /** A configuration is about to be run: what happens from now on is told as it wants. */
    public synchronized void configured(Configuration next) {
        Configuration before = wanted.inForce();
        if (!next.equals(before)) {
            wanted = new Wanted(next, subjects(next), before == null ? Notifications.NONE : before.notifications());
        }
        posts.forEach(post -> post.configure(next));
    }

    private static Set<Subject> subjects(Configuration configuration) {
        Set<Subject> subjects = new HashSet<>();
        configuration.instances().forEach(each -> subjects.add(Subject.instance(each.name())));
        configuration.syncGroups().forEach(each -> subjects.add(Subject.group(each.name())));
        configuration.balancing().servers().forEach(server -> {
            subjects.add(server.subject());
            server.realServers().forEach(each -> subjects.add(each.subject(server)));
        });
        return subjects;
    }

    /** The appliance begins to stop: how its addresses go is not told, only that it ends (behaviour 24). */
    public void ending() {
        ending = true;
    }

    /** Something happened; called in the order of events. */
    @Override
    public void accept(Event event) {
        if (ending && (event instanceof Event.Transition || event instanceof Event.GroupTransition)) {
            return;
        }
        Notice notice = new Notice(event, wanted.of(event.subject()));
        posts.forEach(post -> post.put(notice));
    }

    /** Who was told what, and what is still to be told. */
    public NotificationStatus status() {
        List<Delivery> deliveries = new ArrayList<>();
        List<Pending> pending = new ArrayList<>();
        posts.forEach(post -> post.report(deliveries, pending));
        deliveries.sort(Comparator.comparing(Delivery::at));
        return new NotificationStatus(deliveries, pending);
    }

    /** What nobody was told, or had not been told to its end, as a text for {@link #restore} in another life. */
    public String untold() {
        List<String> lines = new ArrayList<>();
        for (Post post : posts) {
            post.begun()
                    .forEach(each -> lines.add(post.kind() + '@' + each.service() + '\t' + EventText.of(each.event())));
            post.untold().forEach(event -> lines.add(post.kind() + '\t' + EventText.of(event)));
        }
        if (lines.size() > MOST_UNTOLD) {
            LOG.warn("{} notices that wait are too many to be handed over; {} are", lines.size(), MOST_UNTOLD);
        }
        return String.join("\n", lines.subList(Math.max(0, lines.size() - MOST_UNTOLD), lines.size()));
    }

    /**
     * Tells what an earlier life has left untold, as the configuration in force wants, before anything that happens from now on.
     * What had begun goes on where its notifier is still here, and was broken off with it otherwise.
     */
    public synchronized void restore(String untold) {
        untold.lines().forEach(line -> {
            String[] kindAndEvent = line.split("\t", 2);
            Matcher begun = BEGUN.matcher(kindAndEvent[0]);
            Post post = post(begun.matches() ? begun.group("kind") : kindAndEvent[0]);
            if (begun.matches() && post.isOf(Long.parseLong(begun.group("service")))) {
                return;
            }
            EventText.event(kindAndEvent.length == 2 ? kindAndEvent[1] : "")
                    .ifPresentOrElse(
                            event -> post.put(new Notice(event, wanted.of(event.subject()))),
                            () -> LOG.warn("what was to be told is not understood any more: {}", line));
        });
    }

    private Post post(String kind) {
        for (Post post : posts) {
            if (post.kind().equals(kind)) {
                return post;
            }
        }
        Post post = new Post(kind, System::nanoTime);
        posts.add(post);
        return post;
    }

    /** Waits for what is to be told, for a bounded time, and ends. */
    @Override
    public void close() {
        close(patience);
    }

    /** As {@link #close()}, with another patience. */
    public void close(Duration most) {
        synchronized (closing) {
            closeOnce(most);
        }
    }

    private void closeOnce(Duration most) {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        long deadline = System.nanoTime() + most.toNanos();
        try {
            for (Post post : posts) {
                if (!post.awaitEmpty(deadline)) {
                    LOG.warn("the notifier {} has not told everything within {} ms", post.kind(), most.toMillis());
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        posts.forEach(Post::close);
    }
}

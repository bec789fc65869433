package org.gemel.api.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who is told of what happens, and how. Whoever tells them is a {@link org.gemel.api.notifier.Notifier}.
 *
 * @param wishes what is wanted for a virtual router, sync group, virtual or real server, for one at most once; those that want nothing may be missing
 * @param fifos what is written into, in the order of the text
 * @param mail how mail is sent; null for no mail
 * @param webhooks what is called, in the order of the text
 */
public record Notifications(
        Map<Subject, Wishes> wishes,
        List<Fifo> fifos,
        @Nullable Mail mail,
        List<Webhook> webhooks) {

    /** Nobody is told anything. */
    public static final Notifications NONE = new Notifications(Map.of(), List.of(), null, List.of());

    public Notifications {
        wishes = Map.copyOf(wishes);
        fifos = List.copyOf(fifos);
        webhooks = List.copyOf(webhooks);
    }

    /** What is wanted for a subject; {@link Wishes#NONE} where nothing was said. */
    public Wishes of(Subject subject) {
        return wishes.getOrDefault(subject, Wishes.NONE);
    }

    /** When a command of its own is run. */
    public enum Occasion {
        /** The state MASTER was entered. */
        MASTER,
        /** The state BACKUP was entered. */
        BACKUP,
        /** The state FAULT was entered. */
        FAULT,
        /** The appliance stops. */
        STOP,
        /** A reload has taken the virtual router away. */
        DELETED,
        /** A master heard one of lower priority. */
        MASTER_RX_LOWER_PRI,
        /** A virtual server reached its quorum, or a real server works. */
        UP,
        /** A virtual server lost its quorum, or a real server does not work. */
        DOWN
    }

    /**
     * What is wanted for one virtual router, sync group, virtual or real server.
     *
     * @param commands what is run on an occasion, with no arguments but its own
     * @param always what is run on each of them after that, with the event's words as further arguments; null for nothing
     * @param mail whether its changes of state are mailed
     * @param priorityChanges whether changes of its effective priority are told
     * @param deleted whether it is told as DELETED that a reload has taken it away, in place of FAULT; always where there is a
     *     command for that
     */
    public record Wishes(
            Map<Occasion, Command> commands,
            @Nullable Command always,
            boolean mail,
            boolean priorityChanges,
            boolean deleted) {

        /** Nothing. */
        public static final Wishes NONE = new Wishes(Map.of(), null, false, false);

        public Wishes {
            commands = Map.copyOf(commands);
            deleted |= commands.containsKey(Occasion.DELETED);
        }

        /** Told as DELETED only if there is a command for that. */
        public Wishes(
                Map<Occasion, Command> commands, @Nullable Command always, boolean mail, boolean priorityChanges) {
            this(commands, always, mail, priorityChanges, false);
        }
    }

    /**
     * A named pipe that gets a line for each event ({@code notify_fifo}, {@code vrrp_notify_fifo}, {@code lvs_notify_fifo}).
     *
     * @param path where it is made
     * @param user whose it is; null for the user of this process
     * @param group whose group; null for the user's own
     * @param reader a program that is started to read it, with the path as its last argument; null for none
     * @param content which events
     * @param statesAfterReload whether the states are written again after a reload
     */
    public record Fifo(
            Path path,
            @Nullable String user,
            @Nullable String group,
            @Nullable Command reader,
            Content content,
            boolean statesAfterReload) {

        /** Which events a pipe gets. */
        public enum Content {
            /** All of them. */
            ALL,
            /** Those of virtual routers and sync groups. */
            VRRP,
            /** Those of virtual and real servers. */
            LVS
        }
    }

    /**
     * How mail is sent.
     *
     * @param host the relay, a name or address
     * @param port the relay's port
     * @param security how the connection is protected
     * @param authorities a file of certificates in PEM, one of which must vouch for the relay; null for those that Java trusts
     * @param user with what name to log in; null for no login
     * @param password a file of which the first line is the password; null for none
     * @param helo how to introduce oneself; null for the host's name
     * @param timeout how long to wait for a connection, and for each answer
     * @param from the sender's address; null for root at the host's name
     * @param to the receivers, at least one
     * @param faults whether the state FAULT is mailed too
     * @param perMinute how many mails are sent in a minute at most, at least 1
     */
    public record Mail(
            String host,
            int port,
            Security security,
            @Nullable Path authorities,
            @Nullable String user,
            @Nullable Path password,
            @Nullable String helo,
            Duration timeout,
            @Nullable String from,
            List<Mailbox> to,
            boolean faults,
            int perMinute) {

        public Mail {
            to = List.copyOf(to);
        }

        /** How a connection to a relay is protected. */
        public enum Security {
            /** Not at all. */
            NONE,
            /** It begins in the open and must change to TLS. */
            STARTTLS,
            /** TLS from the beginning. */
            TLS
        }
    }

    /**
     * A receiver of mail.
     *
     * @param name as people call them; empty for none
     * @param address where the mail goes, such as {@code ops@example.org}: printable ASCII without blanks and angle brackets
     */
    public record Mailbox(String name, String address) {}

    /**
     * A web server that is told by an HTTP POST of JSON.
     *
     * @param url where; http or https
     * @param secret a file of which the first line is the key that signs the body; null for no signature
     * @param timeout how long a call may take
     */
    public record Webhook(URI url, @Nullable Path secret, Duration timeout) {}
}

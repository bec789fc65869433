package org.gemel.notifier.smtp.internal;

import java.util.List;
import org.gemel.api.config.Notifications.Mailbox;

/** Takes mail and passes it on. */
interface Relay {

    /** To whom mail goes. */
    List<Mailbox> recipients();

    /**
     * Connects, so that letters can be sent. Ends within a time that the relay bounds.
     *
     * @throws Undelivered if it could not, with the reason
     */
    Connection connect() throws Undelivered;

    /** A connection to it; for one thread at a time. */
    interface Connection extends AutoCloseable {

        /**
         * Sends a letter. Ends within a time that the relay bounds.
         *
         * @throws Undelivered if nobody gets it; the connection is then of no more use
         */
        Receipt send(Letter letter, List<Mailbox> to) throws Undelivered;

        /** Says good-bye, not for long. */
        @Override
        void close();
    }

    /**
     * A letter was taken.
     *
     * @param answer what the relay said, such as {@code 250 queued}
     * @param refused who does not get it, and why, each for a person
     * @param later who does not get it now, but may if it is sent again
     */
    record Receipt(String answer, List<String> refused, List<Mailbox> later) {

        public Receipt {
            refused = List.copyOf(refused);
            later = List.copyOf(later);
        }
    }

    /** A letter was not taken. The message says why and holds no secret. */
    final class Undelivered extends Exception {

        private static final long serialVersionUID = 1L;

        private final boolean again;
        private final boolean refused;

        /** @param again whether it may go better later */
        Undelivered(String why, boolean again) {
            this(why, again, false);
        }

        private Undelivered(String why, boolean again, boolean refused) {
            super(why);
            this.again = again;
            this.refused = refused;
        }

        /** The relay works, and refuses each recipient. */
        static Undelivered nobody(String why, boolean again) {
            return new Undelivered(why, again, true);
        }

        /** Whether that says something of the recipients and not of the relay. */
        boolean refused() {
            return refused;
        }

        boolean again() {
            return again;
        }

        String why() {
            return String.valueOf(getMessage());
        }
    }
}

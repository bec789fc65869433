package org.gemel.api.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A check of one real server. What it inherits is in it already; the words that only its kind has are settings.
 *
 * @param kind the keyword of its block, such as {@code TCP_CHECK}
 * @param timing when it asks
 * @param alpha whether it counts as failed until it has passed
 * @param logAllFailures whether each failure is logged, and not only the one that changes something
 * @param connection where it connects to; also there if its kind connects to nothing
 * @param settings its own words in the order of the text
 * @param tracker what it refers to ({@code FILE_CHECK}, {@code BFD_CHECK}); null for nothing
 * @param virtualHost the host name that it is to ask for; null for none
 * @param tls how it proves who it is and whom it trusts; null for a kind without
 * @param weight of its real server, as configured; for who says what that is to be instead
 * @param at where its block begins; two checks that differ only in that are equal
 */
public record CheckerDefinition(
        String kind,
        Timing timing,
        boolean alpha,
        boolean logAllFailures,
        Connection connection,
        List<Setting> settings,
        @Nullable TrackerDefinition tracker,
        @Nullable String virtualHost,
        @Nullable ClientTls tls,
        int weight,
        Position at) {

    public CheckerDefinition {
        settings = List.copyOf(settings);
    }

    /** The last setting of a name. */
    public Optional<Setting> setting(String name) {
        return Setting.last(settings, name);
    }

    /** Whether there is a setting of a name. */
    public boolean has(String name) {
        return setting(name).isPresent();
    }

    /** The same check of a real server with another weight. */
    public CheckerDefinition weighing(int other) {
        return other == weight
                ? this
                : new CheckerDefinition(
                        kind,
                        timing,
                        alpha,
                        logAllFailures,
                        connection,
                        settings,
                        tracker,
                        virtualHost,
                        tls,
                        other,
                        at);
    }

    /** Where it was written does not matter. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CheckerDefinition that
                && kind.equals(that.kind)
                && timing.equals(that.timing)
                && alpha == that.alpha
                && logAllFailures == that.logAllFailures
                && connection.equals(that.connection)
                && settings.equals(that.settings)
                && Objects.equals(tracker, that.tracker)
                && Objects.equals(virtualHost, that.virtualHost)
                && Objects.equals(tls, that.tls)
                && weight == that.weight;
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                kind, timing, alpha, logAllFailures, connection, settings, tracker, virtualHost, tls, weight);
    }

    /**
     * When a check asks (behaviours 88 to 91).
     *
     * @param interval from the end of one round to the next
     * @param retries how often it asks again after a failure until that counts; not in its first round (behaviour 89)
     * @param retryDelay how long it waits before it asks again
     * @param warmup it begins at a random time within so long
     */
    public record Timing(Duration interval, int retries, Duration retryDelay, Duration warmup) {}

    /**
     * How a check connects.
     *
     * @param to whom
     * @param from its own address; null for any
     * @param fromPort its own port; 0 for any
     * @param interfaceName its own interface; null for any
     * @param mark of its own packets; 0 for none
     * @param timeout for the connection, and for each answer; of a program, how long it may run
     */
    public record Connection(
            InetSocketAddress to,
            @Nullable InetAddress from,
            int fromPort,
            @Nullable String interfaceName,
            int mark,
            Duration timeout) {}

    /**
     * A word of a check's own, with what follows it.
     *
     * @param name the word
     * @param arguments as written, without quotes
     * @param settings what stands in its braces
     * @param command the command, where the word takes one
     * @param at where it is; two that differ only in that are equal
     * @param secret whether the arguments are never to be printed
     */
    public record Setting(
            String name,
            List<String> arguments,
            List<Setting> settings,
            @Nullable Command command,
            Position at,
            boolean secret) {

        public Setting {
            arguments = List.copyOf(arguments);
            settings = List.copyOf(settings);
        }

        /** One that anybody may see. */
        public Setting(
                String name, List<String> arguments, List<Setting> settings, @Nullable Command command, Position at) {
            this(name, arguments, settings, command, at, false);
        }

        /** The last of a name among some. */
        public static Optional<Setting> last(List<Setting> settings, String name) {
            return settings.stream().filter(each -> each.name().equals(name)).reduce((first, second) -> second);
        }

        /** The first argument; empty if there is none. */
        public String value() {
            return arguments.isEmpty() ? "" : arguments.get(0);
        }

        /** Where it was written does not matter. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Setting that
                    && name.equals(that.name)
                    && arguments.equals(that.arguments)
                    && settings.equals(that.settings)
                    && Objects.equals(command, that.command)
                    && secret == that.secret;
        }

        @Override
        public int hashCode() {
            return Objects.hash(name, arguments, settings, command, secret);
        }

        /** Never the arguments of a secret. */
        @Override
        public String toString() {
            return "Setting[name=" + name + ", arguments=" + (secret ? "<hidden>" : arguments) + ", settings="
                    + settings + ", command=" + command + ", at=" + at + "]";
        }
    }
}

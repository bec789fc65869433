package org.gemel.api.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something to watch, defined once and tracked by any number of virtual routers and groups. */
public sealed interface TrackerDefinition {

    /** Its name, unique within its kind. */
    String name();

    /** Its kind; never {@link Tracked.Kind#INTERFACE}. */
    Tracked.Kind kind();

    /**
     * A command that is run again and again ({@code vrrp_script}).
     *
     * @param name its name
     * @param command program and arguments
     * @param interval from start to start; a run that is still going is not started again
     * @param timeout how long a run may take before it is ended and counts as failed
     * @param rise successes in a row until it is well
     * @param fall failures in a row until it is not
     * @param startsFailed whether it counts as failed until it has succeeded {@code rise} times
     * @param user who runs it; null for the user of this process
     * @param group with what group; null for the user's own
     * @param policy how it is run
     */
    record Script(
            String name,
            List<String> command,
            Duration interval,
            Duration timeout,
            int rise,
            int fall,
            boolean startsFailed,
            @Nullable String user,
            @Nullable String group,
            ScriptPolicy policy)
            implements TrackerDefinition {

        public Script {
            command = List.copyOf(command);
        }

        /** With the usual policy. */
        public Script(
                String name,
                List<String> command,
                Duration interval,
                Duration timeout,
                int rise,
                int fall,
                boolean startsFailed,
                @Nullable String user,
                @Nullable String group) {
            this(name, command, interval, timeout, rise, fall, startsFailed, user, group, ScriptPolicy.DEFAULT);
        }

        @Override
        public Tracked.Kind kind() {
            return Tracked.Kind.SCRIPT;
        }
    }

    /**
     * A file that holds a number ({@code track_file}).
     *
     * @param name its name
     * @param path where it is; a file that is not there counts as 0
     * @param initial what it is created with at start; null for not at all
     * @param overwrite whether a file that is there is overwritten then
     */
    record NumberFile(String name, Path path, @Nullable Integer initial, boolean overwrite)
            implements TrackerDefinition {

        @Override
        public Tracked.Kind kind() {
            return Tracked.Kind.FILE;
        }
    }

    /**
     * Processes that are counted ({@code vrrp_track_process}).
     *
     * @param name its name
     * @param command the program and, if any are compared, its arguments
     * @param arguments how they are compared
     * @param wholeCommandLine whether the program is looked for in the command line, not in the short name
     * @param quorum well while there are at least so many
     * @param most and at most so many
     * @param forkDelay how long the count must be enough before it is well
     * @param terminateDelay how long it must not be enough before it is not
     */
    record ProcessCount(
            String name,
            List<String> command,
            Arguments arguments,
            boolean wholeCommandLine,
            int quorum,
            int most,
            Duration forkDelay,
            Duration terminateDelay)
            implements TrackerDefinition {

        /** How the arguments of a process are compared with the configured ones. */
        public enum Arguments {
            /** Not at all. */
            ANY,
            /** All of them, exactly. */
            EXACT,
            /** The configured ones come first. */
            INITIAL,
            /** As INITIAL, and the last configured one needs only be the beginning of the process's. */
            PARTIAL
        }

        public ProcessCount {
            command = List.copyOf(command);
        }

        @Override
        public Tracked.Kind kind() {
            return Tracked.Kind.PROCESS;
        }
    }

    /**
     * A BFD session in asynchronous mode ({@code bfd_instance}; RFC 5880, 5881).
     *
     * @param name its name
     * @param neighbour the peer's address
     * @param source the own address, of the same family; null for the kernel's choice
     * @param receiveInterval required minimum between received packets
     * @param transmitInterval desired minimum between sent packets
     * @param idleInterval between sent packets while the session is not up, at least 1 s
     * @param multiplier missed packets before the session is down, 1 to 255
     * @param passive whether it keeps silent until the peer is heard
     * @param ttl TTL or hop limit of sent packets, 1 to 255
     * @param mostHops how many hops a received packet may have made; -1 for any number
     * @param multihop whether the peer is not on a link of ours (RFC 5883)
     */
    record BfdSession(
            String name,
            InetAddress neighbour,
            @Nullable InetAddress source,
            Duration receiveInterval,
            Duration transmitInterval,
            Duration idleInterval,
            int multiplier,
            boolean passive,
            int ttl,
            int mostHops,
            boolean multihop)
            implements TrackerDefinition {

        @Override
        public Tracked.Kind kind() {
            return Tracked.Kind.BFD;
        }
    }
}

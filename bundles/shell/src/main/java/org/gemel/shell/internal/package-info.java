/**
 * The appliance for people at a terminal and for scripts: Gogo commands in the scope {@code gemel}, and a control socket
 * through which they are reached from outside the process.
 *
 * <p>Commands return their output as text, so pipes and sessions of any shell work; one that failed throws a
 * {@link org.gemel.shell.internal.CommandFailure} with the exit code.
 *
 * <p>A plugin adds a command by registering an ordinary Gogo command with {@code osgi.command.scope=gemel}. Gogo's annotations
 * {@code Descriptor} and {@code Parameter} on its methods are its lines in the help and in completion; so they are on
 * {@code execute} of a Gogo {@code Function}, which may have a dash in its name. One that prints by itself and returns a
 * {@code boolean} says with it whether it worked: exit code 0 or 1. An exception is exit code 1 and its message.
 *
 * <h2>{@code status --json}</h2>
 *
 * One object, format 1; fields are added to it, never changed or taken away:
 *
 * <pre>
 * format            1
 * version           of Gemel
 * routerId          the name of this node
 * configurationFile path
 * startedAt         ISO 8601, UTC
 * instances[]
 *   name, interface, vrid (1 to 255), family ("ipv4" or "ipv6"), version (2 or 3)
 *   state             "INIT", "BACKUP", "MASTER" or "FAULT"
 *   reason            why, for a person
 *   since             ISO 8601, UTC
 *   priority          as configured
 *   effectivePriority as advertised
 *   masterAddress     null if unknown
 *   masterPriority    0 if unknown
 *   advertIntervalMs, skewTimeMs, masterDownIntervalMs   milliseconds, possibly with decimals
 *   addresses[]       { address ("192.0.2.1/24"), interface, held }
 *   counters{}        by standard name
 *   group             its sync group, or null
 *   trackers[]        { kind, name, weight, reverse, ofGroup, health ("unknown", "well", "failed" or "level"),
 *                     value (of a level), reason, detail, since, adds (to the priority), obstructs }
 *   untilTakeoverMs   null unless BACKUP
 *   routing[]         its virtual routes and rules: { kind ("route" or "rule"), entry (as ip route or ip rule writes it),
 *                     held, refusal (why not, if it is wanted now and cannot be; else empty) }
 * groups[]          { name, state, members[] }
 * counters{}        what belongs to no single virtual router
 * staticEntries[]   as routing, and with the kind "address"
 * confirmationDue   ISO 8601, UTC: when the last reload is taken back unless it is confirmed; null if that is not awaited
 * </pre>
 *
 * <h2>{@code lb --json}</h2>
 *
 * One object, format 1; fields are added to it, never changed or taken away:
 *
 * <pre>
 * format            1
 * virtualServers[]
 *   name, addresses[]
 *   scheduler         as the kernel calls it
 *   dataPlane         what leads connections, or null
 *   quorumReached, quorum, weight (of the real servers that work)
 *   sorry             whether the sorry server serves
 *   suspended         whether it waits for an address of its own (ha_suspend)
 *   reason            why, for a person
 *   since             ISO 8601, UTC
 *   traffic{}         connections, packetsIn, packetsOut, bytesIn, bytesOut, counted; active, inactive, at the moment;
 *                     null where nobody counts
 *   perSecond{}       the same, counted in a second; only with --rate, which takes that second
 *   realServers[]     { name, sorry, alive, drained, weight (in the kernel), configuredWeight, forwarding, reason, since,
 *                     traffic{}, perSecond{}, checks[] }
 *     checks[]        { kind, passed, condition (why it cannot be asked, or null), probes, failures, history[] }
 *       history[]     the latest first: { at, passed, weight (what it adds), asked, answered, tookMillis }
 * </pre>
 *
 * {@code counters --json} has {@code format}, {@code instances[]} with {@code name} and {@code counters}, and {@code counters};
 * with a name, that element alone.
 *
 * <h2>{@code check --json}</h2>
 *
 * <pre>
 * format        1
 * files[]       { file, errors, warnings }
 * diagnostics[] { file, line, column, severity ("note", "warning" or "error"), code, message, advice }
 * </pre>
 *
 * <h2>The control socket</h2>
 *
 * A Unix socket {@code control.sock} in the run directory, for root and the appliance's own user. The client sends one
 * line of UTF-8, a Gogo command line, and may half-close; the answer is the output, then the byte 4, the exit code in
 * decimal and a newline. After the line {@code :interactive} the client is prompted for command lines until it sends
 * {@code exit} or closes; such a conversation has no exit code at its end. After {@code :session} there are no prompts, and
 * every line's answer ends with byte 4 and an exit code: for clients that edit lines themselves.
 *
 * <p>The line {@code :complete } and the beginning of a command line asks what the last word of that beginning may become.
 * The answer has at most 256 lines, each a word and possibly a tab and a description.
 *
 * <p>The line {@code :file}, a number of bytes and a name leaves those bytes, which follow it, in a file of the run directory;
 * the answer is its path.
 */
@NullMarked
package org.gemel.shell.internal;

import org.jspecify.annotations.NullMarked;

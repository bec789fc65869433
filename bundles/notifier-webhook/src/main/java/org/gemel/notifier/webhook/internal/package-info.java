/**
 * Tells web servers what happened by an HTTP POST of a JSON object for each event ({@code webhook} in {@code global_defs}).
 *
 * <p>The fields, of which those that an event does not have are missing; more may come, and none of these will change:
 *
 * <ul>
 *   <li>{@code version}: 1
 *   <li>{@code event}: {@code transition}, {@code ended}, {@code priority}, {@code lower-priority-heard}, {@code problem},
 *       {@code address-restored}, {@code quorum}, {@code real-server} or {@code weight}
 *   <li>{@code time}: when, in UTC, such as {@code 2026-11-23T12:00:00.123Z}
 *   <li>{@code router}: the {@code router_id} of the node
 *   <li>{@code instance} or {@code group}: the name of the virtual router or sync group;
 *       {@code virtual_server} that of a virtual server, {@code real_server} those of a virtual server and of a real server of it,
 *       with a blank between, {@code virtualServer} that of the former alone
 *   <li>{@code state}: of a quorum or a real server {@code UP} or {@code DOWN}; of a transition {@code MASTER}, {@code BACKUP} or {@code FAULT}; of an end {@code STOPPED} or {@code
 *       REMOVED}
 *   <li>{@code previous}: the state before a transition, also {@code INIT}
 *   <li>{@code priority}: the effective one, and {@code previousPriority} where it changed
 *   <li>{@code weight}: of a real server, or what the working ones weigh together, then with {@code quorum}; {@code
 *       previousWeight} where it changed
 *   <li>{@code reason}: why, for a person
 *   <li>{@code code} and {@code message}: of a problem
 *   <li>{@code address}: that was put back
 * </ul>
 *
 * <p>With a {@code secret_file} the header {@code X-Gemel-Signature: sha256=HEX} is the HMAC-SHA256 of the body under the file's
 * first line. Any status of the 200s is success; redirects are not followed. A state that could not be told is told again, ever
 * later, until it could or until a newer one of the same virtual router or group is to be told. A server may hear the same twice,
 * where its answer got lost.
 *
 * <p>{@link org.gemel.notifier.webhook.internal.Body} knows the fields; a {@link org.gemel.notifier.webhook.internal.Courier} has
 * one server and a thread; a {@link org.gemel.notifier.webhook.internal.Call} is one POST.
 */
@NullMarked
package org.gemel.notifier.webhook.internal;

import org.jspecify.annotations.NullMarked;

/**
 * Mail about changes of state ({@code smtp_alert}), in keepalived's words: its subjects and bodies, its five headers in its
 * order (behaviour 87). Beyond keepalived: TLS, login, retries, one connection for a burst, a bound of mails a minute, and
 * {@code gemel mail-test}.
 *
 * <p>A {@link org.gemel.notifier.smtp.internal.Letter} says what happened. The
 * {@link org.gemel.notifier.smtp.internal.Outbox} decides when it goes: at once, after a failure with growing pauses, or,
 * above the bound, in a summary. A {@link org.gemel.notifier.smtp.internal.Relay} carries it; the one that is not a test's is
 * {@link org.gemel.notifier.smtp.internal.SmtpRelay}, the only part that uses the mail library, so that none of it is loaded
 * before the first mail.
 *
 * <h2>What differs from keepalived, on purpose</h2>
 *
 * <ul>
 *   <li>{@code X-Mailer} says Gemel, so that a mail tells who sent it.
 *   <li>{@code Auto-Submitted} keeps holiday replies away, and {@code Message-ID} lets a mail be recognised that is sent twice
 *       because the relay's answer to the first was lost.
 *   <li>{@code "Night Shift" <a@b>} is one recipient with a name (keepalived: two, of which the relay refuses one and with it
 *       the mail; behaviour 19), and a refused recipient does not lose the others theirs.
 *   <li>The date is that of the change, not of the dispatch.
 * </ul>
 */
@NullMarked
package org.gemel.notifier.smtp.internal;

import org.jspecify.annotations.NullMarked;

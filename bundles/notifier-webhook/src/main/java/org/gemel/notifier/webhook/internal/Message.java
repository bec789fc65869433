package org.gemel.notifier.webhook.internal;

import java.util.concurrent.CompletableFuture;
import org.gemel.api.config.Subject;
import org.gemel.api.notifier.Outcome;

/**
 * What a server is to be told.
 *
 * @param subject to what it happened
 * @param lasting whether it is a state, which is worth telling later too
 * @param body the JSON
 * @param told completed when it was tried for the first time
 */
record Message(Subject subject, boolean lasting, byte[] body, CompletableFuture<Outcome> told) {}

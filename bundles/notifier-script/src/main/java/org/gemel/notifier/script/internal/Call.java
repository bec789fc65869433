package org.gemel.notifier.script.internal;

import org.gemel.api.config.Command;

/**
 * A command to be run.
 *
 * @param keyword what it is called in the configuration
 * @param command with the event's words, if it gets any
 */
record Call(String keyword, Command command) {}

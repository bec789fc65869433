/**
 * Binds virtual servers. What is inherited is found once, here: a record that leaves this package says everything itself. What
 * is broken is reported and left out; the rest is bound.
 */
@NullMarked
package org.gemel.config.internal.bind.servers;

import org.jspecify.annotations.NullMarked;

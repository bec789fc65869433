/**
 * Rules that look at more than one statement: each compares a checked text with one habit of keepalived and says what
 * somebody would not expect. They change nothing.
 */
@NullMarked
package org.gemel.config.internal.rules;

import org.jspecify.annotations.NullMarked;

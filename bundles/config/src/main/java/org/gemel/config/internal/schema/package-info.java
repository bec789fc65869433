/**
 * What a configuration may say: every word once, as a row of {@code keywords.tsv} with the types of its arguments. Checker,
 * messages, completion and reference pages are made from these rows; a new word is a new row.
 */
@NullMarked
package org.gemel.config.internal.schema;

import org.jspecify.annotations.NullMarked;

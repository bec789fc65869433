/**
 * The effective configuration, as {@code gemel check --explain} tells it, held against what keepalived says of the same
 * file when it is started with {@code --dump-conf}. Where the two differ, {@code differences.tsv} has a rule and the reason.
 */
@NullMarked
package org.gemel.itests.dump;

import org.jspecify.annotations.NullMarked;

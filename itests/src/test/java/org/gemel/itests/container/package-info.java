/**
 * The assembled container, with Pax Exam: every bundle of {@code gemel run} is active, and plugins come and go.
 */
@NullMarked
package org.gemel.itests.container;

import org.jspecify.annotations.NullMarked;

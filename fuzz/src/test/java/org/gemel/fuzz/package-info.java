/**
 * Targets for coverage-guided fuzzing: a class for each way by which foreign bytes come in, with a method {@code
 * fuzzerTestOneInput} that throws when something is wrong with what was made of them. {@code fuzz.sh} lets a fuzzer call
 * them; {@link org.gemel.fuzz.RegressionTest} calls them in every build with what {@link org.gemel.fuzz.Seeds} makes and with what
 * was found once.
 */
@NullMarked
package org.gemel.fuzz;

import org.jspecify.annotations.NullMarked;

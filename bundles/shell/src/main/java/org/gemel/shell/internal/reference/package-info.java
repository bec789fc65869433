/**
 * The reference of keywords: a page a block, made from the declarations of the keywords. How a keyword is written in each
 * language is not declared anywhere: the languages are asked to write an example, with it and without.
 */
@NullMarked
package org.gemel.shell.internal.reference;

import org.jspecify.annotations.NullMarked;

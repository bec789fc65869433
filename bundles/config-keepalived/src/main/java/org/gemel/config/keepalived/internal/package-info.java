/**
 * The language of keepalived.conf: text to the neutral directive tree and back.
 *
 * <p>The way of a line: {@link LineReader} takes it from the file, bounded; {@link Preprocessor} applies, in keepalived's
 * order, {@code @id} conditions, {@code $NAME=} definitions, {@code ~SEQ}/{@code ~LST} repetition, variable replacement
 * and {@code include}; {@link Lexer} splits what is left into words and braces; {@link TreeBuilder} makes directives of
 * them. A {@link Line} remembers for every character where in the file it stood, so each word has a place that an editor
 * can jump to, even after replacement. {@link TreeWriter} is the way back.
 *
 * <p>Everything a text can ask for is bounded by {@link Limits}. Keywords mean nothing here, except {@code include} and its
 * relatives and the names of root blocks, which show where a closing brace was forgotten.
 */
@NullMarked
package org.gemel.config.keepalived.internal;

import org.jspecify.annotations.NullMarked;

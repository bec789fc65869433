package org.gemel.itests.dump;

/**
 * Something that keepalived and Gemel do not agree about.
 *
 * @param block the keyword and the name of the block
 * @param keyword the keyword, or {@code (block)} for the block as a whole
 * @param keepalived what keepalived has, several entries with a bar between them; {@code -} for nothing
 * @param gemel what Gemel has, in the same form
 */
record Difference(String block, String keyword, String keepalived, String gemel) {}

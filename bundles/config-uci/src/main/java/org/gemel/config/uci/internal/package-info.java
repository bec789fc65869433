/**
 * OpenWrt's {@code /etc/config/keepalived}: UCI to the neutral directive tree and back.
 *
 * <p>The package {@code text} makes sections of a file. {@link TreeReader} makes directives of them, those that keepalived's
 * script in OpenWrt would write into keepalived.conf, with what it always adds; each has its place in the UCI file. What an
 * option means is a row of {@code mapping.tsv} ({@link Mapping}), what the script adds one of {@code package-lines.tsv}.
 * {@link Blocks} turns sections into blocks, {@link References} the sections that lists name into entries, {@link Fields}
 * knows what is absent and what a network is. All three dialects are read: raw addresses of peers (to 22.03), track_script
 * sections (23.05 to 25.12) and names of vrrp_script (from April 2026). Where the script would have dropped or turned
 * something into what nobody meant, it is repaired, with a warning that says what the package would have done.
 *
 * <p>{@link TreeWriter} is the way back. It reads what it wrote and refuses a tree that would not come back. One option is
 * ours: {@code option package_defaults '0'} in globals says that nothing is meant but what is written: no calls of
 * hotplug-call, no script_user, no labels. Quotes of keepalived.conf that make no difference are not kept.
 */
@NullMarked
package org.gemel.config.uci.internal;

import org.jspecify.annotations.NullMarked;

/**
 * From one language of configurations to another and back: each way of six, for the cases of keepalived, for OpenWrt's
 * samples, for real configurations where there are some, and for trees that a generator thinks of. Nothing may be lost but
 * what a language cannot say, which it then says.
 */
@NullMarked
package org.gemel.conversions;

import org.jspecify.annotations.NullMarked;

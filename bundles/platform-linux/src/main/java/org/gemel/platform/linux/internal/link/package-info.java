/**
 * Virtual links: macvlans and ipvlans that exist only for a virtual router, and the settings that hosts need so that such a
 * link alone speaks for its addresses. What was changed at a base is written down in the alias of the virtual links on it:
 * it lives exactly as long as what it describes, through a crash but not through a reboot.
 */
@NullMarked
package org.gemel.platform.linux.internal.link;

import org.jspecify.annotations.NullMarked;

/**
 * What a stranger might write: plugins that {@code PluginIT} packs into bundles of their own. They see the API only.
 */
@NullMarked
package org.gemel.itests.container.plugin;

import org.jspecify.annotations.NullMarked;

/**
 * The JSON Schema (2020-12) of configurations as JSON, made from the declarations of the keywords, for editors and for programs
 * that want to know before Gemel does. It describes the forms that {@code gemel convert} writes and that people should; the
 * reader accepts more, and only the reader knows what names refer to.
 */
@NullMarked
package org.gemel.config.json.internal.schema;

import org.jspecify.annotations.NullMarked;

/** What the official driver does, played under seeds. */
@NullMarked
package io.opendcp.features.tape;

import org.jspecify.annotations.NullMarked;

/** Several DCPs behind one service of dm_svc.conf, and the official driver. Manual 6.3. */
@NullMarked
package io.opendcp.features.several;

import org.jspecify.annotations.NullMarked;

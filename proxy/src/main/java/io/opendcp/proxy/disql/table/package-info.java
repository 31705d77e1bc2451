/** How a result looks: widths, cells, headings, pages. */
@NullMarked
package io.opendcp.proxy.disql.table;

import org.jspecify.annotations.NullMarked;

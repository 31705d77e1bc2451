/**
 * Isolation, judged by lists to which transactions append and which they read: the order of a list's versions follows from
 * what was read of it, and with it who depends on whom. The method is Elle's (Kingsbury, Alvaro: "Elle", VLDB 2020), the
 * names of the phenomena Adya's.
 */
@NullMarked
package io.opendcp.simulation.check.list;

import org.jspecify.annotations.NullMarked;

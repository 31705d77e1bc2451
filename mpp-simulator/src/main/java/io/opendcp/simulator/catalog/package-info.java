/**
 * What the cluster's dictionary holds: tables and how they are distributed, users, rights.
 */
@NullMarked
package io.opendcp.simulator.catalog;

import org.jspecify.annotations.NullMarked;

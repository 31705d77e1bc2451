/**
 * The management port's SQL: the procedures of Manual 4, the views of Manual 5, the system tables of Manual 3.1, and local
 * accounts. Statements run on a thread of their own, one at a time; what they show of the running server is taken on its
 * event loop.
 */
@NullMarked
package io.opendcp.proxy.management;

import org.jspecify.annotations.NullMarked;

package io.opendcp.simulator.session;

import io.opendcp.simulator.store.H2Session;

/**
 * A place where a session has rows: its part of an EP's database, or the database of its temporary tables.
 *
 * @param epno the EP; temporary tables are on the session's own
 * @param temporary whether it holds the session's temporary tables
 */
record Site(int epno, boolean temporary, H2Session h2) {}

package io.opendcp.proxy.cluster;

import io.opendcp.protocol.client.SqlConnection;
import io.opendcp.protocol.error.DmException;
import java.util.List;
import java.util.Map;

/**
 * What a refresh brings.
 *
 * @param controls a connection to each EP that is in service, by EP number
 * @param missing why EPs are not, by EP number; an EP in neither has not answered yet
 * @param standbys names of the standbys that answered
 */
record Learned(
        Configuration configuration,
        Map<Integer, SqlConnection> controls,
        Map<Integer, DmException> missing,
        List<String> standbys) {
    boolean complete() {
        return controls.size() == configuration.eps().size();
    }
}

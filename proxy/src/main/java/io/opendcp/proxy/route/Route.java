package io.opendcp.proxy.route;

import io.opendcp.proxy.session.Guide;

/**
 * The decision.
 *
 * @param epno an EP number, or {@link Guide#ANY}
 */
record Route(int epno, RouteReason reason) {
    static Route any(RouteReason reason) {
        return new Route(Guide.ANY, reason);
    }
}

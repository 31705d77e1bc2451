package io.opendcp.simulation.junit;

import org.opentest4j.AssertionFailedError;
import org.opentest4j.IncompleteExecutionException;

/** What a test failed with, with its cluster's seed and the end of its journal in the message. */
final class ClusterFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ClusterFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** A failed assertion stays one; a test given up is left as it is. */
    static Throwable of(Throwable failure, TestCluster cluster) {
        if (failure instanceof IncompleteExecutionException) {
            return failure;
        }
        return failure instanceof AssertionError assertion
                ? of(assertion, cluster)
                : new ClusterFailure(message(failure.toString(), cluster), failure);
    }

    /** What was expected and what came stay known. */
    static AssertionFailedError of(AssertionError failure, TestCluster cluster) {
        String message = message(String.valueOf(failure.getMessage()), cluster);
        return failure instanceof AssertionFailedError compared
                        && compared.isExpectedDefined()
                        && compared.isActualDefined()
                ? new AssertionFailedError(message, compared.getExpected(), compared.getActual(), failure)
                : new AssertionFailedError(message, failure);
    }

    private static String message(String failure, TestCluster cluster) {
        TestClusterSpec spec = cluster.spec();
        return "%s%n%nreplay with -Ddcp.seed=%d (%d EPs, %d proxies, %s); the journal ends:%n%s%n"
                .formatted(
                        failure,
                        spec.seed(),
                        spec.mpp().eps().size(),
                        spec.proxies(),
                        spec.mode(),
                        cluster.journal().tail());
    }
}

package io.opendcp.simulation.junit;

import io.opendcp.simulator.MppSpec.HashMaps;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a class, or one test, an MPP with DCPs before it that have been configured, on free ports of the loopback
 * address. The test and its {@code @BeforeEach} may have a {@link TestCluster} as parameter, or of that the {@code MppServer},
 * the first {@code DcpServer} or the {@link Clock}. All of it is closed when the test is over; how a failed one is replayed
 * stands in its message.
 */
@Documented
@Inherited
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(MppClusterExtension.class)
public @interface MppCluster {
    /** EP01, EP02, ...: 1 to 100. */
    int eps() default 2;

    /** Whether each EP has a standby, EP11 for EP01 and so on, with watchers and a monitor by which it is taken over when it is lost. */
    boolean standbys() default false;

    /** DCP1, DCP2, ...: 1 to 100. */
    int proxies() default 1;

    /** DCP_CONN_POOL_SIZE of each. */
    int poolSize() default 10;

    /** All chance comes from it, at least 0; {@code -Ddcp.seed=N} sets another for all tests. */
    long seed() default 1;

    Mode mode() default Mode.TURNED;

    /** Which rows are where: drawn from the seed, or EPs in turn by hash. */
    HashMaps hashMaps() default HashMaps.SEEDED;

    /** Further lines of the DCPs' dm.ini, as {@code "DCP_POOL_WAIT = 300"}. */
    String[] settings() default {};
}

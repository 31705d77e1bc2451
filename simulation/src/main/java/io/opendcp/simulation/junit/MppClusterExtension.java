package io.opendcp.simulation.junit;

import io.opendcp.protocol.ini.IniException;
import io.opendcp.proxy.server.DcpServer;
import io.opendcp.simulator.EpSpec;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.server.MppServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link MppCluster} does. Keeps nothing itself, so that tests may run side by side. */
final class MppClusterExtension
        implements BeforeEachCallback,
                AfterEachCallback,
                ParameterResolver,
                TestExecutionExceptionHandler,
                LifecycleMethodExecutionExceptionHandler {
    private static final Namespace OURS = Namespace.create(MppClusterExtension.class);
    private static final String SEED = "dcp.seed";
    private static final Map<Class<?>, Function<TestCluster, Object>> PARTS = Map.of(
            TestCluster.class, cluster -> cluster,
            MppServer.class, TestCluster::mpp,
            DcpServer.class, TestCluster::dcp,
            Clock.class, TestCluster::clock);

    @Override
    public void beforeEach(ExtensionContext context) {
        MppCluster wanted = annotation(context);
        try {
            context.getStore(OURS).put(TestCluster.class, TestCluster.start(spec(wanted)));
        } catch (IllegalArgumentException | IniException e) {
            throw new ExtensionConfigurationException(
                    "@MppCluster at " + context.getDisplayName() + ": " + e.getMessage(), e);
        }
    }

    private static MppCluster annotation(ExtensionContext context) {
        for (Optional<ExtensionContext> at = Optional.of(context);
                at.isPresent();
                at = at.get().getParent()) {
            Optional<MppCluster> found =
                    AnnotationSupport.findAnnotation(at.get().getElement(), MppCluster.class);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new ExtensionConfigurationException("there is no @MppCluster at " + context.getDisplayName());
    }

    private static TestClusterSpec spec(MppCluster wanted) {
        TestClusterSpec.between(1, TestClusterSpec.MOST, wanted.eps(), "eps");
        List<String> settings = new ArrayList<>(List.of("DCP_CONN_POOL_SIZE = " + wanted.poolSize()));
        settings.addAll(List.of(wanted.settings()));
        MppSpec mpp = wanted.standbys()
                ? MppSpec.ofGroups(wanted.eps())
                : MppSpec.of(IntStream.range(0, wanted.eps())
                        .mapToObj(EpSpec::numbered)
                        .toList());
        return TestClusterSpec.of(mpp.withHashMaps(wanted.hashMaps()), seed(wanted))
                .withProxies(wanted.proxies())
                .withMode(wanted.mode())
                .withSettings(settings);
    }

    private static long seed(MppCluster wanted) {
        String given = System.getProperty(SEED, "").strip();
        try {
            return given.isEmpty() ? wanted.seed() : Long.parseLong(given);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("-D%s=%s: a whole number is wanted".formatted(SEED, given), e);
        }
    }

    private static @Nullable TestCluster cluster(ExtensionContext context) {
        return context.getStore(OURS).get(TestCluster.class, TestCluster.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return PARTS.containsKey(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestCluster cluster = cluster(context);
        if (cluster == null) {
            throw new ParameterResolutionException(
                    "each test has a cluster of its own: only it and @BeforeEach and @AfterEach have one as parameter, not "
                            + parameter.getDeclaringExecutable());
        }
        Class<?> type = parameter.getParameter().getType();
        return Optional.ofNullable(PARTS.get(type)).orElseThrow().apply(cluster);
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw told(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw told(context, failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw told(context, failure);
    }

    private static Throwable told(ExtensionContext context, Throwable failure) {
        TestCluster cluster = cluster(context);
        return cluster == null ? failure : ClusterFailure.of(failure, cluster);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        TestCluster cluster = context.getStore(OURS).remove(TestCluster.class, TestCluster.class);
        if (cluster == null) {
            return; // it did not start
        }
        Throwable defect = cluster.defect();
        try (cluster) {
            if (defect != null) {
                throw ClusterFailure.of(new AssertionError("a defect of the DCP", defect), cluster);
            }
        }
    }
}

package io.opendcp.simulator.view;

import io.opendcp.simulator.dialect.ObjectName;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All system views there are. */
public final class SystemViews {
    private static final Map<ObjectName, SystemView> ALL = Stream.of(
                    MppViews.all(),
                    InstanceViews.all(),
                    StandbyViews.all(),
                    SessionViews.all(),
                    ParameterViews.all(),
                    ObjectViews.all(),
                    ConstraintViews.all())
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableMap(SystemView::name, Function.identity()));

    private SystemViews() {}

    public static Iterable<SystemView> all() {
        return ALL.values();
    }

    public static @Nullable SystemView find(ObjectName name) {
        return ALL.get(name);
    }
}

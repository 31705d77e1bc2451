package io.opendcp.features;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The arrows of docs/architecture.md, and: time, chance and the network are given, never taken. */
@AnalyzeClasses(packages = "io.opendcp", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String PROTOCOL = "io.opendcp.protocol..";
    private static final String[] PROXY = {"io.opendcp.proxy..", "io.opendcp.disql.."};
    private static final String SIMULATOR = "io.opendcp.simulator..";

    @ArchTest
    static final ArchRule PROTOCOL_KNOWS_NOBODY = noClasses()
            .that()
            .resideInAPackage(PROTOCOL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.opendcp.proxy..", "io.opendcp.disql..", SIMULATOR);

    @ArchTest
    static final ArchRule THE_PROXY_DOES_NOT_KNOW_THE_SIMULATOR = noClasses()
            .that()
            .resideInAnyPackage(PROXY)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SIMULATOR);

    @ArchTest
    static final ArchRule THE_SIMULATOR_DOES_NOT_KNOW_THE_PROXY = noClasses()
            .that()
            .resideInAPackage(SIMULATOR)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(PROXY);

    @ArchTest
    static final ArchRule ROOMS_DO_NOT_KNOW_THE_KITS = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.opendcp.protocol.frame..",
                    "io.opendcp.protocol.type..",
                    "io.opendcp.protocol.distribution..",
                    "io.opendcp.protocol.message..",
                    "io.opendcp.protocol.sql..",
                    "io.opendcp.protocol.ini..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.opendcp.protocol.server..", "io.opendcp.protocol.client..");

    @ArchTest
    static final ArchRule MESSAGES_DO_NO_IO = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.opendcp.protocol.type..",
                    "io.opendcp.protocol.distribution..",
                    "io.opendcp.protocol.message..",
                    "io.opendcp.protocol.sql..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty.channel..", "java.net..", "java.nio.file..");

    @ArchTest
    static final ArchRule HANDLERS_END_IN_HANDLER_OR_DECODER = classes()
            .that()
            .areAssignableTo(io.netty.channel.ChannelInboundHandlerAdapter.class)
            .and()
            .areNotAnonymousClasses()
            .and()
            .areTopLevelClasses()
            .should()
            .haveNameMatching(".*(Handler|Decoder|DmConnection)");

    @ArchTest
    static final ArchRule NO_WALL_CLOCK = noClasses()
            .that(areNot("io.opendcp.protocol.time.LoopTime"))
            .should()
            .callMethodWhere(taken(System.class, "currentTimeMillis"))
            .orShould()
            .callMethodWhere(taken(System.class, "nanoTime"))
            .orShould()
            .callMethodWhere(taken(Instant.class, "now"))
            .orShould()
            .callMethodWhere(taken(java.time.LocalDate.class, "now"))
            .orShould()
            .callMethodWhere(taken(java.time.LocalDateTime.class, "now"))
            .orShould()
            .callMethodWhere(taken(java.time.OffsetDateTime.class, "now"))
            .orShould()
            .callMethodWhere(taken(Clock.class, "systemUTC"))
            .orShould()
            .callMethodWhere(taken(Clock.class, "systemDefaultZone"));

    @ArchTest
    static final ArchRule NO_SLEEP = noClasses().should().callMethodWhere(taken(Thread.class, "sleep"));

    @ArchTest
    static final ArchRule NO_UNSEEDED_CHANCE = noClasses()
            .should()
            .callConstructor(Random.class)
            .orShould()
            .callConstructor(SplittableRandom.class)
            .orShould()
            .callMethodWhere(taken(ThreadLocalRandom.class, "current"))
            .orShould()
            .callMethodWhere(taken(Math.class, "random"))
            .orShould()
            .callMethodWhere(taken(UUID.class, "randomUUID"));

    private static DescribedPredicate<JavaCall<?>> taken(Class<?> from, String method) {
        return target(owner(name(from.getName()))).and(target(name(method)));
    }

    private static DescribedPredicate<JavaClass> areNot(String... homes) {
        return new DescribedPredicate<>("are not the one home of it") {
            @Override
            public boolean test(JavaClass type) {
                return java.util.Arrays.stream(homes).noneMatch(type.getName()::startsWith);
            }
        };
    }
}

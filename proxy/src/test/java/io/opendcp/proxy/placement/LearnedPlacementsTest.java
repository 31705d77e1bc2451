package io.opendcp.proxy.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opendcp.protocol.distribution.DistributionReply;
import io.opendcp.protocol.distribution.HashMapping;
import io.opendcp.protocol.distribution.TableDistribution;
import io.opendcp.proxy.cluster.ClusterStage;
import io.opendcp.proxy.cluster.PretendInstance;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How tables are learned, remembered and forgotten. */
class LearnedPlacementsTest {
    private static final HashMapping MAP = new HashMapping(List.of(1, 0, 1));

    private final ClusterStage stage = new ClusterStage();
    private final LearnedPlacements placements = new LearnedPlacements(stage.cluster, stage.time);
    /** What was told, in order; a holder because null means "not known". */
    private final List<Told> told = new CopyOnWriteArrayList<>();

    private List<PretendInstance> eps = List.of();

    private record Told(String table, @Nullable TableDistribution distribution) {}

    @BeforeEach
    void start() throws Exception {
        eps = stage.twoEps();
        stage.refresh();
        everywhere(hash(MAP));
        eps.forEach(ep -> ep.asked.clear());
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private DistributionReply hash(HashMapping map) {
        return DistributionReply.hash(addresses(), List.of(0), map);
    }

    private static List<DistributionReply.Ep> addresses() {
        return List.of(new DistributionReply.Ep(0, "one", 1), new DistributionReply.Ep(1, "two", 2));
    }

    private void everywhere(@Nullable DistributionReply reply) {
        eps.forEach(ep -> ep.distribution = reply);
    }

    private void find(String table) {
        stage.on(() -> {
            placements.find("S", table, found -> told.add(new Told(table, found)));
            return true;
        });
    }

    private @Nullable TableDistribution found(String table) {
        int before = told.size();
        find(table);
        await().until(() -> told.size() > before);
        return told.get(before).distribution();
    }

    /** How often an EP has been asked about any table. */
    private long questions() {
        return Stream.concat(eps.get(0).asked.stream(), eps.get(1).asked.stream())
                .filter(text -> text.startsWith("112"))
                .count();
    }

    @Test
    void a_first_use_waits_for_the_answer_and_the_next_ones_have_it() {
        TableDistribution first = Objects.requireNonNull(found("T"));

        assertThat(first.kind()).isEqualTo(TableDistribution.Kind.HASH);
        assertThat(first.map()).isEqualTo(MAP);
        assertThat(first.columns().get(0).name()).isEqualTo("K");
        assertThat(found("T")).isEqualTo(first);
        assertThat(questions()).isEqualTo(1);
        assertThat(stage.on(placements::known)).isEqualTo(1);
    }

    @Test
    void those_who_ask_at_the_same_time_get_the_same_answer() {
        eps.forEach(ep -> ep.silent = true);
        find("T");
        find("T");
        await().until(() -> questions() == 1);
        eps.forEach(ep -> ep.silent = false);
        stage.on(() -> {
            eps.forEach(ep -> ep.held.forEach(Runnable::run));
            return true;
        });

        await().until(() -> told.size() == 2);
        assertThat(told).allMatch(each -> each.distribution() != null);
        assertThat(questions()).isEqualTo(1);
    }

    @Test
    void patience_has_an_end_and_then_it_is_any_ep() {
        eps.forEach(ep -> ep.silent = true);
        find("T");
        await().until(() -> questions() == 1);
        stage.turn(LearnedPlacements.PATIENCE.minusNanos(1));
        assertThat(told).isEmpty();
        stage.turn(Duration.ofNanos(1));
        assertThat(told).containsExactly(new Told("T", null));
    }

    @Test
    void a_table_that_an_ep_does_not_know_is_any_ep_and_not_asked_about_again_at_once() {
        everywhere(null);

        assertThat(found("NONE")).isNull();
        assertThat(found("NONE")).isNull();
        assertThat(questions()).isEqualTo(1);
    }

    @Test
    void kinds_are_told_apart() {
        everywhere(DistributionReply.keyless(addresses(), DistributionReply.RANDOM));
        assertThat(Objects.requireNonNull(found("R")).kind()).isEqualTo(TableDistribution.Kind.RANDOM);
        everywhere(DistributionReply.keyless(addresses(), DistributionReply.NONE));
        assertThat(Objects.requireNonNull(found("L")).kind()).isEqualTo(TableDistribution.Kind.LOCAL);
        eps.forEach(ep -> ep.kind = "FULLY");
        assertThat(Objects.requireNonNull(found("F")).kind()).isEqualTo(TableDistribution.Kind.FULLY);
        everywhere(DistributionReply.keyless(List.of(), DistributionReply.NONE));
        assertThat(found("X")).isNull();
    }

    @Test
    void what_does_not_fit_is_not_believed() {
        everywhere(hash(new HashMapping(List.of(0, 7))));
        assertThat(found("A")).as("an EP that is not there").isNull();
        everywhere(DistributionReply.hash(addresses(), List.of(5), MAP));
        assertThat(found("B")).as("a column that is not there").isNull();
        everywhere(new DistributionReply(addresses(), 9, List.of(0), ByteBuffer.allocate(4), List.of(0)));
        assertThat(found("C")).as("a kind that is not known").isNull();
    }

    @Test
    void ddl_through_this_proxy_is_seen_at_once() {
        found("T");
        HashMapping other = new HashMapping(List.of(0));
        everywhere(hash(other));

        stage.on(() -> {
            placements.forget("S", "T");
            return true;
        });

        assertThat(Objects.requireNonNull(found("T")).map()).isEqualTo(other);
    }

    @Test
    void ddl_while_an_ep_is_asked_leaves_nothing_of_the_old_answer() {
        eps.forEach(ep -> ep.silent = true);
        find("T");
        await().until(() -> questions() == 1);
        stage.on(() -> {
            placements.forgetAll();
            return true;
        });
        assertThat(told).containsExactly(new Told("T", null));

        eps.forEach(ep -> ep.silent = false);
        HashMapping other = new HashMapping(List.of(0));
        stage.on(() -> {
            eps.forEach(ep -> ep.held.forEach(Runnable::run));
            return true;
        });
        everywhere(hash(other));

        assertThat(Objects.requireNonNull(found("T")).map()).isEqualTo(other);
    }

    @Test
    void ddl_past_this_proxy_is_seen_within_the_period() {
        found("T");
        HashMapping other = new HashMapping(List.of(0));
        everywhere(hash(other));
        stage.turn(LearnedPlacements.PERIOD.minusNanos(1));
        assertThat(Objects.requireNonNull(found("T")).map()).isEqualTo(MAP);
        assertThat(questions()).isEqualTo(1);

        stage.turn(Duration.ofNanos(1));
        found("T");
        await().until(() -> other.equals(Objects.requireNonNull(found("T")).map()));
        assertThat(questions()).isEqualTo(2);
    }

    @Test
    void an_ep_that_is_lost_while_asked_is_no_answer_and_another_one_is_asked_soon() {
        eps.forEach(ep -> ep.silent = true);
        find("T");
        await().until(() -> questions() == 1);
        stage.on(() -> {
            eps.stream().filter(ep -> !ep.held.isEmpty()).forEach(PretendInstance::cut);
            return true;
        });
        await().until(() -> told.size() == 1);
        assertThat(told.get(0).distribution()).isNull();
        eps.forEach(ep -> ep.silent = false);

        assertThat(found("T")).as("not at once").isNull();
        stage.turn(LearnedPlacements.RETRY);
        found("T");
        await().until(() -> found("T") != null);
        assertThat(eps).allMatch(ep -> ep.asked.stream().anyMatch(text -> text.startsWith("112")));
    }

    @Test
    void what_was_known_is_not_forgotten_because_an_ep_is_lost() {
        TableDistribution known = found("T");
        stage.turn(LearnedPlacements.PERIOD);
        eps.forEach(ep -> ep.silent = true);
        assertThat(found("T")).isEqualTo(known);
        await().until(() -> questions() == 2);
        stage.on(() -> {
            eps.forEach(PretendInstance::cut);
            return true;
        });

        await().until(() -> eps.get(0).logins.get() > 1); // the loss has been noticed
        assertThat(found("T")).isEqualTo(known);
    }

    @Test
    void names_are_quoted_wherever_they_go() {
        everywhere(DistributionReply.keyless(addresses(), DistributionReply.NONE));
        found("o'b\"x");

        assertThat(Stream.concat(eps.get(0).asked.stream(), eps.get(1).asked.stream()))
                .contains("SELECT * FROM \"S\".\"o'b\"\"x\" WHERE 1 = 0")
                .anyMatch(text -> text.endsWith("AND TABLE_NAME = 'o''b\"x'"));
    }

    @Test
    void a_name_that_is_too_long_is_any_ep() {
        assertThat(found("T".repeat(5000))).isNull();
    }

    @Test
    void only_so_many_tables_are_asked_about_at_a_time() {
        eps.forEach(ep -> ep.silent = true);
        for (int i = 0; i < LearnedPlacements.AT_A_TIME; i++) {
            find("T" + i);
        }
        assertThat(told).isEmpty();

        find("SURPLUS");

        assertThat(told).containsExactly(new Told("SURPLUS", null));
    }

    @Test
    void only_so_many_tables_are_remembered() {
        everywhere(null);
        int most = 5;
        LearnedPlacements few = stage.on(() -> new LearnedPlacements(stage.cluster, stage.time, most));
        for (int i = 0; i <= most; i++) {
            findIn(few, "T" + i);
        }
        long before = questions();

        findIn(few, "T1");
        assertThat(questions()).as("a younger one is remembered").isEqualTo(before);
        findIn(few, "T0");
        assertThat(questions()).as("the oldest is forgotten").isEqualTo(before + 1);
        findIn(few, "T1");
        assertThat(questions()).as("what is used stays").isEqualTo(before + 1);
        findIn(few, "T2");
        assertThat(questions()).as("what is not used goes").isEqualTo(before + 2);
    }

    private void findIn(LearnedPlacements few, String table) {
        int before = told.size();
        stage.on(() -> {
            few.find("S", table, found -> told.add(new Told(table, found)));
            return true;
        });
        await().until(() -> told.size() > before);
    }

    @Test
    void before_the_first_refresh_nothing_is_known() {
        try (ClusterStage empty = new ClusterStage()) {
            LearnedPlacements none = new LearnedPlacements(empty.cluster, empty.time);
            List<Boolean> answers = new CopyOnWriteArrayList<>();
            empty.on(() -> {
                none.find("S", "T", found -> answers.add(found == null));
                return true;
            });
            assertThat(answers).containsExactly(true);
        }
    }
}

package io.opendcp.simulator.fault;

import static io.opendcp.simulator.fault.Direction.REPLIES;
import static io.opendcp.simulator.fault.Direction.REQUESTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opendcp.protocol.error.Language;
import io.opendcp.simulator.Seeds;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The words of faults. */
class FaultsTest {
    @Test
    void a_sentence_is_a_trigger() {
        assertThat(Faults.parse("when EP02 has answered 3 commits of user APP, cut its 4th reply after 7 bytes"))
                .isEqualTo(new Trigger(
                        "EP02",
                        REPLIES,
                        3,
                        Messages.COMMIT,
                        "APP",
                        new Effect.OnFrame(4, new CutAfter(REPLIES, 7)),
                        1));
        assertThat(Faults.parse("When EP01 has been asked for 1 login of user \"app\", delay its replies by 200 ms"
                        + " and up to 1 s more, 2 times"))
                .isEqualTo(new Trigger(
                        "EP01",
                        REQUESTS,
                        1,
                        Messages.LOGIN,
                        "app",
                        new Effect.OnPort(new Delay(REPLIES, Duration.ofMillis(200), Duration.ofSeconds(1))),
                        2));
        assertThat(Faults.parse("on EP01, kill it")).isEqualTo(Trigger.now("EP01", Power.KILL));
    }

    @Test
    void every_trigger_is_read_back_from_its_words() {
        Seeds.each(2_000, seed -> {
            Trigger trigger = drawn(new SplittableRandom(seed));
            assertThat(Faults.parse(trigger.toString())).isEqualTo(trigger);
        });
    }

    private static Trigger drawn(SplittableRandom chance) {
        Direction direction = RandomFaults.of(List.of(Direction.values()), chance);
        Effect effect = switch (chance.nextInt(4)) {
            case 0 -> RandomFaults.of(List.of(Power.values()), chance);
            case 1 -> new Effect.OnPort(RandomFaults.behind(chance));
            case 2 -> new Effect.OnPort(RandomFaults.any(chance));
            default -> new Effect.OnFrame(100 + chance.nextInt(30), RandomFaults.directed(chance));
        };
        return new Trigger(
                "EP0" + chance.nextInt(9),
                direction,
                chance.nextInt(100),
                RandomFaults.of(List.of(Messages.values()), chance),
                RandomFaults.of(List.of("", "APP", "app user", "A,B"), chance),
                effect,
                1 + chance.nextInt(3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "at EP02, kill it | expected one of on, when, not 'at' (word 1",
                "on EP02 kill it | expected ',', not 'kill' (word 3",
                "on EP02, murder it | expected one of refuse, vanish, lose, pause, resume, kill, restart, heal, reset, swallow",
                "on EP02, refuse | expected 'connections' or '1', not the end",
                "on EP02, refuse 2 of 3 changes | expected '1', not '2'",
                "on EP02, fail its disk | expected '1', not 'its'",
                "on EP02, fail 1 of 0 writes | expected a number from 1 to 2147483647, not '0'",
                "on EP02, set its clock 3 s forward | expected one of ahead, back, not 'forward'",
                "on EP02, cut it from EP01 | expected 'off', not 'from'",
                "on EP02, cut it off from EP01 and | expected the name of an EP, not the end",
                "on EP02, cut it and EP01 off from EP01 | cannot be cut off from itself",
                "on EP02, delay its messages to EP01 by 3 ms and 2 ms more | expected 'up', not '2'",
                "on EP02, kill him | expected 'it', not 'him'",
                "on EP02, kill it now | expected the end, not 'now'",
                "on EP02, kill it, thrice | expected a number from 1 to 2147483647, not 'thrice'",
                "when EP02 had answered 3 commits, kill it | expected 'has', not 'had'",
                "when EP02 has answered x commits, kill it | expected a number from 0 to 2147483647, not 'x'",
                "when EP02 has answered 3 dmls, kill it | expected one of startups, logins, prepares",
                "when EP02 has answered 3 commits of APP, kill it | expected 'user', not 'APP'",
                "on EP02, delay its answers by 3 s | expected 'requests', 'replies' or a number like '4th', not 'answers'",
                "on EP02, delay its 4th by 3 s | expected one of request, reply, not 'by'",
                "on EP02, delay its replies by 3 h | expected one of s, ms, us, ns, not 'h'",
                "on EP02, slice its replies into pieces of 0 bytes | expected a number from 1 to 2147483647, not '0'",
                "on EP02, cut its replies after | expected a number, at least 0, not the end (word 8",
                "on | expected the name of an EP, not the end",
                "on EP02, delay its replies by 86400001 s | expected a number from 0 to 86400000, not '86400001' (word 8",
                "on EP02, slow its disk by 86400000000000001 ns | expected a number from 0 to 86400000000000000, not",
                "when EP02 has answered 3 commits, cut its 3rd reply after 7 bytes | the next is number 4",
            })
    void what_is_not_understood_is_said_with_its_place_and_what_was_expected(String text, String error) {
        assertThatThrownBy(() -> Faults.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(error);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "on EP02, kill him | 应为 'it'，而不是 'him'（第5个词: on EP02, kill him）",
                "on | 应为 EP 的名称，而不是 结尾",
                "on EP02, kill it now | 应为 结尾，而不是 'now'",
                "on EP02, refuse | 应为 'connections' 或 '1'，而不是 结尾",
                "on EP02, set its clock 3 s forward | 应为 以下之一: ahead, back，而不是 'forward'",
                "on EP02, fail 1 of 0 writes | 应为 1 到 2147483647 的数，而不是 '0'",
                "on EP02, cut its replies after | 应为 不小于 0 的数",
                "on EP02, delay its 4 by 3 s | 应为 'requests'、'replies' 或 '4th' 这样的序数",
                "when EP02 has answered 3 dmls, kill it | 应为 以下之一: startups, logins, prepares",
                "when EP02 has answered 3 commits of user, kill it | 应为 用户名，而不是 ','",
                "on EP02, cut it and EP01 off from EP01 | EP 不能与自身断开",
                "when EP02 has answered 3 commits, cut its 3rd reply after 7 bytes | 第 3 个已经过去；下一个是第 4 个",
            })
    void the_error_is_said_in_chinese_too(String text, String chinese) {
        FaultException error = catchThrowableOfType(FaultException.class, () -> Faults.parse(text));

        assertThat(error.message(Language.CHINESE)).contains(chinese);
    }
}

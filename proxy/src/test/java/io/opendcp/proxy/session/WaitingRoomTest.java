package io.opendcp.proxy.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.time.TurnedTime;
import io.opendcp.proxy.cluster.Troubles;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines before EPs, and who is called when. */
class WaitingRoomTest {
    private final TurnedTime time = new TurnedTime(Instant.EPOCH);
    private final List<String> called = new ArrayList<>();
    private final WaitingRoom room = new WaitingRoom(
            time, WaitLimits.USUAL, new Troubles(time), () -> {}, () -> false, epno -> "EP0" + (epno + 1));

    private void enters(int epno, String name, Runnable then) {
        DmException error = DmException.of(ErrorCode.MPP_LOGIN_LIMITED);
        room.enter(epno, 1, room.deadline(), error, new WaitingRoom.Waiter() {
            @Override
            public void goOn() {
                called.add(name);
                then.run();
            }

            @Override
            public void failed(DmException told) {
                called.add(name + " failed");
            }
        });
    }

    @Test
    void one_who_is_called_and_gets_through_elsewhere_lets_that_line_go_on_too() {
        enters(1, "first of EP 1", () -> room.usable(2));
        enters(1, "second of EP 1", () -> room.usable(1));
        enters(2, "first of EP 2", () -> room.usable(1));
        enters(2, "second of EP 2", () -> {});
        enters(3, "of EP 3", () -> {});

        room.usable(1);

        assertThat(called).containsExactly("first of EP 1", "first of EP 2", "second of EP 2", "second of EP 1");
        assertThat(room.sessions()).isEqualTo(1);
        room.usable(3);
        assertThat(room.sessions()).isZero();
    }
}

package io.opendcp.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.Golden;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.frame.BodyCrc;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.type.LobAddress;
import io.opendcp.protocol.type.LobOwner;
import io.opendcp.protocol.type.RowId;
import io.opendcp.protocol.type.WireFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Every request, whether a recorded frame shows it or not, is written and read again. */
class RequestTest {
    private static final WireFormat FORMAT = new WireFormat(11, StandardCharsets.UTF_8, Language.ENGLISH);

    private static final LobAddress LOB = new LobAddress(Long.MAX_VALUE, 1, 2, 3);
    private static final LobOwner OWNER = new LobOwner(1000, 2, new RowId(1, 0, 7));
    private static final Map<Request, Function<Frame, Request>> SAMPLES = Map.ofEntries(
            Map.entry(new Allocate(false), Allocate::decode),
            Map.entry(new Free(7), Free::decode),
            Map.entry(new CloseCursor(-7), CloseCursor::decode),
            Map.entry(new Commit(), Commit::decode),
            Map.entry(new Rollback(), Rollback::decode),
            Map.entry(
                    new Prepare(7, "中", false, false, false, 0x82, 10, true, KeyRequest.IDENTITY, 30, true),
                    frame -> Prepare.decode(frame, FORMAT)),
            Map.entry(
                    new Execute(
                            7,
                            new ExecuteOptions(true, false, 3, 10, true, 30, 4, true),
                            KeyRequest.positions(List.of(1, 2)),
                            Binds.NONE),
                    frame -> Execute.decode(frame, 1, FORMAT)),
            Map.entry(
                    new ExecuteDirect(
                            7,
                            "中",
                            ExecuteOptions.plain(true),
                            false,
                            0x81,
                            KeyRequest.names(List.of("A", "编号")),
                            Binds.NONE),
                    frame -> ExecuteDirect.decode(frame, 1, FORMAT)),
            Map.entry(
                    new PreExecute(7, true, List.of(new Declaration("P", Descriptor.Io.INOUT, 9, 10, 2))),
                    frame -> PreExecute.decode(frame, FORMAT)),
            Map.entry(new Fetch(7, Long.MAX_VALUE, 1, 2, 65_536), Fetch::decode),
            Map.entry(new MoreResults(7, 1), MoreResults::decode),
            Map.entry(new SetCursorName(7, "游标"), frame -> SetCursorName.decode(frame, FORMAT)),
            Map.entry(new SetIsolation(-1), SetIsolation::decode),
            Map.entry(new LobLength(true, LOB, OWNER, -1), frame -> LobLength.decode(frame, FORMAT)),
            Map.entry(
                    new ReadLob(true, true, LOB, OWNER, new LobPosition(1, 2, 3), 4, 5, -1),
                    frame -> ReadLob.decode(frame, FORMAT)),
            Map.entry(
                    new WriteLob(
                            false, 1, LOB, new LobPosition(1, 2, 3), OWNER, 4, ByteBuffer.wrap(new byte[] {1, 2}), -1),
                    frame -> WriteLob.decode(frame, FORMAT)),
            Map.entry(new TruncateLob(true, LOB, OWNER, 4, -1), frame -> TruncateLob.decode(frame, FORMAT)),
            Map.entry(new GetLobs(7, List.of(new GetLobs.Wanted(true, LobOwner.SESSION, LOB))), GetLobs::decode),
            Map.entry(new PutData(7, 65_535, ByteBuffer.wrap(new byte[] {1, 2})), PutData::decode),
            Map.entry(
                    new PutData2(7, 1, ControlBlock.of(5, 1L << 31), ByteBuffer.wrap(new byte[] {3})),
                    PutData2::decode));

    @Test
    void every_request_survives_a_round_trip() {
        SAMPLES.forEach((request, decode) -> {
            ByteBuf frame = request.encode(Unpooled.buffer(), FORMAT);

            Request read = decode.apply(new Frame(frame.copy()));

            assertThat(Header.sealed(frame)).isTrue();
            assertThat(read).usingRecursiveComparison().isEqualTo(request);
            assertThat(ByteBufUtil.hexDump(read.encode(Unpooled.buffer(), FORMAT)))
                    .isEqualTo(ByteBufUtil.hexDump(frame));
        });
    }

    @Test
    void every_request_has_a_sample() {
        assertThat(SAMPLES.keySet().stream().map(Object::getClass).toList())
                .containsExactlyInAnyOrder(Request.class.getPermittedSubclasses());
    }

    @Test
    void the_recorded_isolation_request_is_read_and_written() {
        ByteBuf recorded = Golden.frame("session-isolation-request");
        BodyCrc.strip(recorded);

        SetIsolation request = SetIsolation.decode(new Frame(recorded));

        assertThat(request).isEqualTo(new SetIsolation(3));
        assertThat(ByteBufUtil.hexDump(request.encode(Unpooled.buffer(), FORMAT)))
                .isEqualTo(ByteBufUtil.hexDump(recorded));
    }
}

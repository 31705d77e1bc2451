package io.opendcp.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.Golden;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.frame.BodyCrc;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.LobAddress;
import io.opendcp.protocol.type.LobOwner;
import io.opendcp.protocol.type.RowId;
import io.opendcp.protocol.type.TypeSpec;
import io.opendcp.protocol.type.WireFormat;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real driver's statement frames, read to fields and written from the fields. */
class StatementGoldenTest {
    private static final WireFormat FORMAT = new WireFormat(11, StandardCharsets.UTF_8, Language.CHINESE);
    private static final TypeSpec INTEGER = new TypeSpec(DmType.INTEGER, 4, 0);
    private static final TypeSpec NAME = new TypeSpec(DmType.VARCHAR, 20, 0);
    /** One recorded frame for every request that has one. */
    private static final Map<String, Function<Frame, Request>> REQUESTS = Map.ofEntries(
            Map.entry("statement-alloc-request", Allocate::decode),
            Map.entry("statement-prepare-request", frame -> Prepare.decode(frame, FORMAT)),
            Map.entry("statement-exec-direct-request", frame -> Prepare.decode(frame, FORMAT)),
            Map.entry("statement-execute-request", frame -> Execute.decode(frame, 10, FORMAT)),
            Map.entry("statement-execute-request-offrow", frame -> Execute.decode(frame, 10, FORMAT)),
            Map.entry("statement-batch-request", frame -> Execute.decode(frame, 10, FORMAT)),
            Map.entry("statement-call-request", frame -> Execute.decode(frame, 10, FORMAT)),
            Map.entry("statement-exec91-request", frame -> ExecuteDirect.decode(frame, 10, FORMAT)),
            Map.entry("statement-preexec-request", frame -> PreExecute.decode(frame, FORMAT)),
            Map.entry("statement-fetch-request", Fetch::decode),
            Map.entry("statement-loblen-request", frame -> LobLength.decode(frame, FORMAT)),
            Map.entry("statement-lobget-request", frame -> ReadLob.decode(frame, FORMAT)),
            Map.entry("statement-close-request", CloseCursor::decode),
            Map.entry("statement-commit-request", Commit::decode),
            Map.entry("statement-rollback-request", Rollback::decode));

    @Test
    void every_recorded_request_survives_a_round_trip() {
        REQUESTS.forEach((name, decode) -> {
            ByteBuf recorded = Golden.frame(name);

            Request request = decode.apply(new Frame(recorded));

            assertSame(name, request.encode(Unpooled.buffer(), FORMAT), recorded);
        });
    }

    @Test
    void a_prepare_is_read() {
        assertThat(Prepare.decode(frame("statement-prepare-request"), FORMAT))
                .isEqualTo(new Prepare(
                        1,
                        "insert into T_GOLDEN values(?,?,?)",
                        false,
                        true,
                        true,
                        0,
                        Long.MAX_VALUE,
                        false,
                        KeyRequest.NONE,
                        0,
                        false));
        assertThat(Prepare.decode(frame("statement-exec-direct-request"), FORMAT))
                .isEqualTo(Prepare.direct(1, "select ID, NAME from T_TWO", true));
    }

    @Test
    void bound_rows_are_read() {
        Execute single = Execute.decode(frame("statement-execute-request"), 10, FORMAT);
        assertThat(single.options()).isEqualTo(ExecuteOptions.plain(true));
        assertThat(single.binds().declarations())
                .containsExactly(
                        Declaration.in(INTEGER),
                        Declaration.in(NAME),
                        Declaration.in(new TypeSpec(DmType.DECIMAL, 10, 2)));
        assertThat(single.binds().rows()).hasSize(1);
        assertThat(single.binds().rows().get(0)).containsExactly(42, "Zoë中", new BigDecimal("-123.45"));

        Execute batch = Execute.decode(frame("statement-batch-request"), 10, FORMAT);
        assertThat(batch.binds().rows()).hasSize(2);
        assertThat(batch.binds().rows().get(1)[1]).isNull();
    }

    @Test
    void a_batch_of_more_rows_than_allowed_is_refused() {
        assertThatThrownBy(() -> Execute.decode(frame("statement-batch-request"), 1, FORMAT))
                .isInstanceOf(DmException.class);
    }

    @Test
    void a_direct_execution_with_binds_is_read() {
        ExecuteDirect request = ExecuteDirect.decode(frame("statement-exec91-request"), 10, FORMAT);

        assertThat(request.sql()).startsWith("/*DMJDBC*/ SELECT DISTINCT NAME").endsWith("ASC;");
        assertThat(request.options().inner()).isTrue();
        assertThat(request.options().forwardOnly()).isFalse();
        assertThat(request.binds().rows().get(0)).containsExactly("SYSDBA");
    }

    @Test
    void a_call_sends_no_values_for_out_parameters() {
        Execute request = Execute.decode(frame("statement-call-request"), 10, FORMAT);

        assertThat(request.binds().declarations())
                .extracting(Declaration::io)
                .containsExactly(Descriptor.Io.IN, Descriptor.Io.OUT, Descriptor.Io.INOUT);
        assertThat(request.binds().rows().get(0)[1]).isNull();
        assertThat(request.binds().rows().get(0)[2]).isInstanceOf(BigDecimal.class);
    }

    @Test
    void a_streamed_value_is_recognised_in_its_place() {
        Execute request = Execute.decode(frame("statement-execute-request-offrow"), 10, FORMAT);

        assertThat(request.binds().rows().get(0))
                .containsExactly(new OffRow.Streamed(new ControlBlock(2, 4242, 17_000, 1, 0, 99)), "x");
    }

    @Test
    void a_fetch_is_read() {
        assertThat(Fetch.decode(frame("statement-fetch-request"))).isEqualTo(new Fetch(1, 100, 3, 1, 32));
    }

    @Test
    void requests_about_lobs_are_read() {
        LobOwner owner = new LobOwner(1111, 3, new RowId(0, 0, 7));

        assertThat(LobLength.decode(frame("statement-loblen-request"), FORMAT))
                .isEqualTo(new LobLength(true, new LobAddress(1002, 2, 1, 60), owner, -1));
        assertThat(ReadLob.decode(frame("statement-lobget-request"), FORMAT))
                .isEqualTo(new ReadLob(
                        true, false, new LobAddress(1001, 2, 1, 50), owner, new LobPosition(1, 50, 0), 0, 5, -1));
    }

    @Test
    void streamed_pieces_and_their_answer_are_read_and_written() {
        ByteBuf cut = Golden.frame("statement-putdata2-request");
        int here = cut.readableBytes();
        assertThatThrownBy(() -> PutData2.decode(new Frame(cut))).isInstanceOf(ProtocolException.class);
        ByteBuf whole = cut.copy().writeZero(Header.LENGTH + Header.bodyLength(cut) - here);

        PutData2 piece = PutData2.decode(new Frame(whole));

        assertThat(piece.block()).isEqualTo(ControlBlock.FIRST);
        assertThat(piece.data().remaining()).isEqualTo(17_000);
        assertSame("piece", piece.encode(Unpooled.buffer(), FORMAT), whole);

        ByteBuf recorded = Golden.frame("statement-putdata2-response");
        PutData2Reply reply = PutData2Reply.decode(new Frame(recorded));
        assertThat(reply.block()).isEqualTo(new ControlBlock(2, 4242, 17_000, 1, 0, 99));
        assertSame("answer", reply.encode(Unpooled.buffer()), recorded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"alloc-request", "commit-request", "commit-response"})
    void with_a_body_checksum_frames_are_the_same_but_for_length_and_checksum(String name) {
        ByteBuf recorded = Golden.frame("statement-" + name + "-crc");
        ByteBuf plain = Golden.frame("statement-" + name);

        ByteBuf summed = plain.copy();
        BodyCrc.append(summed);
        assertSame(name, summed, recorded);

        BodyCrc.strip(recorded);
        assertSame(name, recorded, plain);
    }

    private static Frame frame(String name) {
        return new Frame(Golden.frame(name));
    }

    private static void assertSame(String what, ByteBuf written, ByteBuf recorded) {
        assertThat(ByteBufUtil.hexDump(written)).as(what).isEqualTo(ByteBufUtil.hexDump(recorded));
    }
}

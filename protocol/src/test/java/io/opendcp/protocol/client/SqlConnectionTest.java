package io.opendcp.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.FrameDecoder;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.login.Charsets;
import io.opendcp.protocol.login.LoginReply;
import io.opendcp.protocol.login.ServerState;
import io.opendcp.protocol.login.Sites;
import io.opendcp.protocol.login.StartupReply;
import io.opendcp.protocol.message.AllocateReply;
import io.opendcp.protocol.message.ExecuteReply;
import io.opendcp.protocol.message.LobPosition;
import io.opendcp.protocol.message.ReadLob;
import io.opendcp.protocol.message.ReadLobReply;
import io.opendcp.protocol.message.ReplyContext;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.LobAddress;
import io.opendcp.protocol.type.LobLocator;
import io.opendcp.protocol.type.LobOwner;
import io.opendcp.protocol.type.TypeSpec;
import io.opendcp.protocol.type.WireFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Questions in line on one connection, and what becomes of them when it ends. */
class SqlConnectionTest {
    private final EmbeddedChannel channel = new EmbeddedChannel(FrameDecoder.streaming(4096, 1 << 20));
    private final SqlConnection connection = new SqlConnection(connection());
    private final List<String> told = new ArrayList<>();

    private DmConnection connection() {
        StartupReply startup = new StartupReply(0, 3, Charsets.UTF_8, 0, 0, 0, 0, 0, false, 11, "8.1.3.140", "");
        LoginReply login = new LoginReply(ServerState.open("EP01", Sites.NONE), 1, true, "A", "", "", 1);
        WireFormat format = new WireFormat(11, StandardCharsets.UTF_8, Language.ENGLISH);
        DmConnection made = new DmConnection(channel, startup, login, format);
        channel.pipeline().addLast(made);
        return made;
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    private ByteBuf asks(String name) {
        ByteBuf request = Header.close(Header.open(Unpooled.buffer(), Command.TABLE_DISTRIBUTION, 0, 0));
        connection.ask(request, new SqlConnection.Told<>() {
            @Override
            public void done(Frame frame) {
                told.add(name);
            }

            @Override
            public void failed(DmException error) {
                told.add(name + " " + error.code());
            }
        });
        return request;
    }

    private void answersAllocate() {
        Objects.requireNonNull((ByteBuf) channel.readOutbound()).release();
        channel.writeInbound(new AllocateReply(7, true).encode(Unpooled.buffer()));
    }

    private void answers() {
        Objects.requireNonNull((ByteBuf) channel.readOutbound()).release();
        channel.writeInbound(Header.close(Header.open(Unpooled.buffer(), Command.TABLE_DISTRIBUTION, 0, 0)));
    }

    @Test
    void one_is_sent_after_the_other() {
        asks("one");
        asks("two");
        answersAllocate();
        answers();
        assertThat(told).containsExactly("one");
        answers();
        assertThat(told).containsExactly("one", "two");
    }

    @Test
    void what_was_never_sent_is_let_go_of() {
        asks("one");
        ByteBuf second = asks("two");
        answersAllocate();
        channel.close();
        ByteBuf late = asks("late");

        assertThat(told).containsExactly("one -6010", "two -6010", "late -6010");
        assertThat(second.refCnt()).isZero();
        assertThat(late.refCnt()).isZero();
    }

    @Test
    void lobs_out_of_row_are_read_to_their_ends() {
        List<Object> values = new ArrayList<>();
        connection.run("SELECT C", new SqlConnection.Told<>() {
            @Override
            public void done(Outcome outcome) {
                outcome.resultSets().get(0).rows().forEach(row -> values.addAll(Arrays.asList(row)));
            }

            @Override
            public void failed(DmException error) {
                values.add(error.code());
            }
        });
        answersAllocate();
        LobLocator locator = LobLocator.outOfRow(new LobAddress(5, 0, 0, 0), 9, LobOwner.SESSION);
        Outcome rows = Outcome.rows(
                StatementType.SELECT,
                new RowSet(
                        List.of(Descriptor.column("C", new TypeSpec(DmType.CLOB, Integer.MAX_VALUE, 0))),
                        List.of(new Object[] {locator}, new Object[] {"short"})),
                TransactionStatus.NONE);
        WireFormat format = connection.connection().format();
        replies(ExecuteReply.of(Command.PREPARE, 7, 1, rows)
                .encode(Unpooled.buffer(), 9_999, ReplyContext.plain(true), format));
        replies(piece(false, "长").encode(Unpooled.buffer(), format));
        ByteBuf second = Objects.requireNonNull((ByteBuf) channel.readOutbound());
        assertThat(ReadLob.decode(new Frame(second), format).offset()).isEqualTo(1);
        second.release();
        channel.writeInbound(piece(true, "文本").encode(Unpooled.buffer(), format));

        assertThat(values).containsExactly("长文本", "short");
    }

    private static ReadLobReply piece(boolean end, String text) {
        ByteBuffer data = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        return new ReadLobReply(end, new LobPosition(0, 0, 0), data, text.length());
    }

    private void replies(ByteBuf reply) {
        Objects.requireNonNull((ByteBuf) channel.readOutbound()).release();
        channel.writeInbound(reply);
    }

    @Test
    void one_that_retires_ends_when_nothing_is_under_way() {
        asks("one");
        answersAllocate();
        connection.retire();
        assertThat(channel.isOpen()).isTrue();
        answers();

        assertThat(told).containsExactly("one");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void its_end_is_told_also_to_who_asks_late() {
        List<String> ends = new ArrayList<>();
        connection.onClose(() -> ends.add("end"));
        channel.close();
        assertThat(ends).containsExactly("end");
        connection.onClose(() -> ends.add("late"));
        assertThat(ends).containsExactly("end", "late");
    }
}

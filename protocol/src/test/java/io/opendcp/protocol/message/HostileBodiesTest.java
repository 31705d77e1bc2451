package io.opendcp.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.Golden;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Recorded frames with bytes changed or missing: whatever a stranger sends is either read or refused in words. */
class HostileBodiesTest {
    private static final int SEEDS = 2_000;
    private static final int MOST_ROWS = 1_000;

    private static final List<String> REQUESTS = List.of(
            "prepare-request",
            "exec-direct-request",
            "execute-request",
            "execute-request-offrow",
            "batch-request",
            "call-request",
            "exec91-request",
            "preexec-request",
            "putdata2-request",
            "loblen-request",
            "lobget-request");

    private static final List<String> REPLIES = List.of(
            "prepare-response",
            "exec-direct-response-rows",
            "exec-direct-response-lobrow",
            "execute-response-insert",
            "batch-response",
            "genkeys-response",
            "call-response",
            "fetch-response",
            "error-response",
            "putdata2-response",
            "loblen-response",
            "lobget-response");

    @Test
    void damaged_requests_are_read_or_refused() {
        int refused = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            WireFormat format = format(random);
            Frame frame = damaged(REQUESTS.get(random.nextInt(REQUESTS.size())), random);

            refused += attempt(seed, frame, each -> Prepare.decode(each, format));
            refused += attempt(seed, frame, each -> Execute.decode(each, MOST_ROWS, format));
            refused += attempt(seed, frame, each -> ExecuteDirect.decode(each, MOST_ROWS, format));
            refused += attempt(seed, frame, each -> PreExecute.decode(each, format));
            refused += attempt(seed, frame, each -> SetCursorName.decode(each, format));
            refused += attempt(seed, frame, PutData::decode);
            refused += attempt(seed, frame, PutData2::decode);
            refused += attempt(seed, frame, each -> LobLength.decode(each, format));
            refused += attempt(seed, frame, each -> ReadLob.decode(each, format));
            refused += attempt(seed, frame, each -> WriteLob.decode(each, format));
            refused += attempt(seed, frame, each -> TruncateLob.decode(each, format));
            refused += attempt(seed, frame, GetLobs::decode);
            refused += attempt(seed, frame, each -> PrepareView.sql(each.content(), format));
            refused += attempt(seed, frame, each -> lookAtAll(ExecuteView.binds(each.content(), format)));
        }
        assertThat(refused).isGreaterThan(SEEDS);
    }

    @Test
    void damaged_replies_are_read_or_refused() {
        int refused = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            WireFormat format = format(random);
            boolean baseNames = random.nextBoolean();
            ReplyContext context = new ReplyContext(
                    baseNames, List.of(DmType.VARCHAR, DmType.DECIMAL), KeyRequest.names(List.of("A")), List.of());
            Frame frame = damaged(REPLIES.get(random.nextInt(REPLIES.size())), random);

            refused += attempt(seed, frame, each -> PrepareReply.decode(each, baseNames, format));
            refused += attempt(seed, frame, each -> ExecuteReply.decode(each, context, format));
            refused += attempt(seed, frame, each -> FetchReply.decode(each, 0, List.of(), format));
            refused += attempt(seed, frame, each -> ErrorReply.decode(each, ErrorReply.Layout.EXECUTE, format));
            refused += attempt(seed, frame, PutData2Reply::decode);
            refused += attempt(seed, frame, each -> LobLengthReply.decode(each, format));
            refused += attempt(seed, frame, each -> ReadLobReply.decode(each, format));
            refused += attempt(seed, frame, WriteLobReply::decode);
            refused += attempt(seed, frame, each -> TruncateLobReply.decode(each, format));
            refused += attempt(seed, frame, GetLobsReply::decode);
        }
        assertThat(refused).isGreaterThan(SEEDS);
    }

    private static void lookAtAll(BindReader binds) {
        for (int row = 0; row < Math.min(binds.rows(), 3); row++) {
            for (int p = 0; p < binds.parameters(); p++) {
                binds.value(row, p);
            }
        }
    }

    private static int attempt(int seed, Frame frame, Consumer<Frame> decode) {
        int reader = frame.content().readerIndex();
        try {
            decode.accept(frame);
            return 0;
        } catch (ProtocolException | DmException refused) {
            return 1;
        } catch (RuntimeException defect) {
            throw new AssertionError("seed " + seed, defect);
        } finally {
            assertThat(frame.content().readerIndex()).isEqualTo(reader);
        }
    }

    private static Frame damaged(String name, Random random) {
        ByteBuf bytes = Golden.frame("statement-" + name);
        int changes = random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            boolean inHeader = random.nextBoolean();
            int from = inHeader ? 20 : Header.LENGTH;
            int to = inHeader ? Header.LENGTH : bytes.readableBytes();
            int value = random.nextBoolean() ? 0xFF : random.nextInt(256);
            bytes.setByte(from + random.nextInt(to - from), value);
        }
        int kept = random.nextBoolean()
                ? bytes.readableBytes()
                : Header.LENGTH + random.nextInt(bytes.readableBytes() - Header.LENGTH);
        return new Frame(bytes.writerIndex(kept));
    }

    private static WireFormat format(Random random) {
        return new WireFormat(random.nextInt(12), StandardCharsets.UTF_8, Language.ENGLISH)
                .lobs(random.nextInt(4) > 0, random.nextBoolean());
    }
}

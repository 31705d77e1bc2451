package io.opendcp.proxy.session;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.FrameChunk;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.message.ErrorReply;
import io.opendcp.protocol.message.ErrorReply.Layout;
import io.opendcp.protocol.message.PrepareView;
import io.opendcp.protocol.message.ReplyView;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.proxy.pool.Backend;
import io.opendcp.proxy.pool.EpStatements.EpStatement;
import io.opendcp.proxy.pool.ReplyTaker;
import io.opendcp.proxy.pool.Settings;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds or makes the handle on an EP under which a client's statement can run there: bound to it before, compiled there
 * for somebody else, or compiled now.
 */
final class Compiling {
    private final Holding holding;
    private final WireFormat format;
    private final Aligning aligning;

    Compiling(Holding holding, WireFormat format) {
        this.holding = holding;
        this.format = format;
        aligning = new Aligning(format);
    }

    /** Who is told, once. */
    interface Told {
        void ready(EpStatement ep);

        void failed(DmException error);

        void lost();
    }

    /**
     * A handle whose text is going to be replaced.
     *
     * @param key of the text to come, if it will be compiled only; one that has it already is preferred
     */
    void forText(Backend backend, ClientStatement statement, Prepared.@Nullable Key key, Told told) {
        EpStatement ep = statement.ep();
        if (ep != null && statement.privateOnEp()) {
            ep.compiled(null);
            told.ready(ep); // its new text ends cursor and values on the EP too
            return;
        }
        holding.unbind(statement);
        EpStatement same = key == null ? null : backend.statements().compiled(key);
        if (same != null) {
            holding.bind(statement, same);
            told.ready(same);
        } else {
            any(backend, statement, told);
        }
    }

    /**
     * A handle under which the statement's prepared text is compiled.
     *
     * @param autoCommit of the execution to come: what is compiled on the way must not end its transaction
     */
    void forExecution(Backend backend, ClientStatement statement, Prepared prepared, boolean autoCommit, Told told) {
        EpStatement ep = statement.ep();
        if (ep != null && ep.holds(prepared.key())) {
            told.ready(ep);
            return;
        }
        if (ep != null && statement.privateOnEp()) {
            compile(backend, ep, prepared, autoCommit, told);
            return;
        }
        holding.unbind(statement);
        EpStatement same = backend.statements().compiled(prepared.key());
        if (same != null) {
            holding.bind(statement, same);
            told.ready(same);
            return;
        }
        any(backend, statement, new Told() {
            @Override
            public void ready(EpStatement fresh) {
                compile(backend, fresh, prepared, autoCommit, told);
            }

            @Override
            public void failed(DmException error) {
                told.failed(error);
            }

            @Override
            public void lost() {
                told.lost();
            }
        });
    }

    /** A handle for any text. */
    void any(Backend backend, ClientStatement statement, Told told) {
        backend.statements()
                .any(
                        ep -> {
                            holding.bind(statement, ep);
                            told.ready(ep);
                        },
                        refused -> told.failed(error(refused, Layout.OTHER)),
                        told::lost);
    }

    /** In the schema in which the client has prepared it, as if it had been prepared here then. */
    private void compile(Backend backend, EpStatement ep, Prepared prepared, boolean autoCommit, Told told) {
        Settings now = backend.settings();
        Settings then = now.withSchema(prepared.key().schema());
        if (then.equals(now)) {
            compileNow(backend, ep, prepared, autoCommit, told);
            return;
        }
        Told back = new Told() {
            @Override
            public void ready(EpStatement compiled) {
                align(backend, now, () -> told.ready(compiled), told);
            }

            @Override
            public void failed(DmException error) {
                align(backend, now, () -> told.failed(error), told);
            }

            @Override
            public void lost() {
                told.lost();
            }
        };
        align(backend, then, () -> compileNow(backend, ep, prepared, autoCommit, back), told);
    }

    private void align(Backend backend, Settings wanted, Runnable done, Told told) {
        aligning.align(backend, wanted, done, error -> {
            if (backend.lost()) {
                told.lost();
            } else if (wanted.equals(holding.settings())) {
                backend.close(); // in a schema that is not its session's, with no way back
                told.lost();
            } else {
                told.failed(error);
            }
        });
    }

    private void compileNow(Backend backend, EpStatement ep, Prepared prepared, boolean autoCommit, Told told) {
        byte[] bytes = prepared.frame().copy();
        ByteBuf request = backend.allocator().buffer(bytes.length).writeBytes(bytes);
        PrepareView.setAutoCommit(request, autoCommit);
        Header.rehandle(request, ep.handle());
        ask(
                backend,
                request,
                reply -> {
                    if (Header.code(reply.content()) < 0) {
                        ep.compiled(null);
                        told.failed(error(reply, Layout.PREPARE));
                    } else {
                        holding.onCompiled(ReplyView.prepareTransaction(reply.content()));
                        reply.release();
                        ep.compiled(prepared.key());
                        told.ready(ep);
                    }
                },
                told::lost);
    }

    /** Asks, and hands over the (first part of the) reply when all of it has come. */
    private static void ask(Backend backend, ByteBuf request, Consumer<Frame> told, Runnable lost) {
        backend.ask(request, new ReplyTaker() {
            private @Nullable Frame head;

            @Override
            public void onReply(Frame frame) {
                if (frame.whole()) {
                    told.accept(frame);
                } else {
                    head = frame;
                }
            }

            @Override
            public void onReplyChunk(FrameChunk chunk) {
                boolean last = chunk.last();
                chunk.release(); // descriptors that nobody asked for
                if (last) {
                    Frame first = Objects.requireNonNull(head, "a chunk follows its frame");
                    head = null;
                    told.accept(first);
                }
            }

            @Override
            public void onLost() {
                if (head != null) {
                    head.release();
                }
                lost.run();
            }
        });
    }

    private DmException error(Frame frame, Layout layout) {
        try {
            ErrorReply reply = ErrorReply.decode(frame, layout, format);
            return DmException.relayed(reply.code(), reply.message());
        } catch (ProtocolException cut) {
            return DmException.of(ErrorCode.BAD_MESSAGE, cut.getMessage());
        } finally {
            frame.release();
        }
    }
}

package io.opendcp.simulator.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.time.Time;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes whole requests, one after the other; who takes too long over one is cut off. */
final class RequestHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    /** From the connection's begin, or the answer before, to the end of a request. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Logger LOG = LoggerFactory.getLogger(RequestHandler.class);

    private final Resources resources;
    private final Time time;
    private Time.Timer deadline = () -> {};

    RequestHandler(Resources resources, Time time) {
        this.resources = resources;
        this.time = time;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        await(ctx);
        ctx.fireChannelActive();
    }

    private void await(ChannelHandlerContext ctx) {
        deadline = time.schedule(PATIENCE, ctx::close);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        deadline.cancel();
        Answer answer = answer(request);
        boolean plain = request.headers().get(HttpHeaderNames.ACCEPT, "").equals("text/plain");
        ByteBuf body = Unpooled.copiedBuffer((plain ? answer.plain() : answer.json()) + "\n", StandardCharsets.UTF_8);
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(answer.status()), body);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, (plain ? "text/plain" : "application/json") + "; charset=utf-8");
        if (request.decoderResult().isFailure()) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        }
        response.headers().setInt(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
        ctx.writeAndFlush(response);
        if (ctx.channel().isActive()) {
            await(ctx);
        }
    }

    private Answer answer(FullHttpRequest request) {
        String wanted = request.headers().get(HttpHeaderNames.ACCEPT_LANGUAGE, "");
        Language language = Language.of(Locale.forLanguageTag(wanted.split("[,;]", 2)[0].strip()));
        if (request.decoderResult().isFailure()) {
            return Answer.error(Answer.BAD_REQUEST, language, "this is no HTTP request", "这不是 HTTP 请求");
        }
        if (request.headers().contains(HttpHeaderNames.ORIGIN)) {
            // A page that a browser here has open could send plain text to any port of this machine.
            return Answer.error(Answer.FORBIDDEN, language, "pages in browsers have no say here", "不接受浏览器中网页的请求");
        }
        String uri = request.uri();
        int mark = uri.indexOf('?');
        try {
            return resources.answer(
                    request.method().name(),
                    mark < 0 ? uri : uri.substring(0, mark),
                    mark < 0 ? "" : uri.substring(mark + 1),
                    request.content().toString(StandardCharsets.UTF_8),
                    language);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("a defect of ours answered a request with an error");
            return Answer.error(Answer.DEFECT, language, "a defect of the simulator: " + e, "模拟器自身的缺陷: " + e);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        deadline.cancel();
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close(); // a reset, or no HTTP at all
    }
}

package org.passwordresets.http;

import io.micronaut.core.annotation.Nullable;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Guards one HTTP/1 connection, between the decoder and the framework. It enforces the deadlines, marks request heads that
 * must be refused, still responds to a client that has closed its half, and stops reading once it is unclear where the next
 * request begins. The framework writes the responses: a refusal is a request that could not be decoded, so it waits for the
 * responses of earlier requests, and then the connection is closed.
 */
final class ConnectionGuard extends ChannelDuplexHandler {
    private final RequestHead heads = new RequestHead();
    private final boolean compresses;
    private final RequestProgress progress;
    private final long interval;

    private ChannelHandlerContext context;
    private @Nullable Future<?> nextCheck;
    private long pendingOutput;

    /** Since the end of the last read: whether bytes arrived, and whether they completed anything. */
    private boolean bytesCame;

    private boolean messagesCame;

    /** Nothing more is read, because the client has closed its half or sent something that cannot be read. */
    private boolean isEnded;

    /** @param compresses whether the server compresses responses */
    ConnectionGuard(ConnectionConfiguration configuration, boolean compresses) {
        this.compresses = compresses;
        this.progress = new RequestProgress(configuration);
        this.interval = configuration.shortest().toNanos();
    }

    /** Added before the decoder, to see bytes that do not complete anything yet. */
    ChannelInboundHandlerAdapter bytes() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                bytesCame = true;
                ctx.fireChannelRead(message);
            }
        };
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        checkIn(interval);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        nextCheck.cancel(false);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        messagesCame = true;
        if (message instanceof HttpRequest request) {
            readHead(request);
        } else {
            readContent((HttpContent) message);
        }
    }

    private void readHead(HttpRequest request) {
        progress.headCame();
        UnreadableRequest refusal = heads.check(request);
        if (refusal != null) {
            request.setDecoderResult(DecoderResult.failure(refusal));
        }
        if (request.decoderResult().isFailure()) {
            readNoFurther();
        }
        if (compresses) {
            AcceptedCoding.choose(request.headers());
        }
        context.fireChannelRead(request);
    }

    private void readContent(HttpContent content) {
        if (content.decoderResult().isFailure()) {
            content.release();
            breakOff(UnreadableRequest.malformed("The chunks of the body cannot be read."));
            return;
        }
        if (content instanceof LastHttpContent) {
            progress.bodyEnded();
        }
        context.fireChannelRead(content);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (bytesCame && !messagesCame) {
            progress.partCame();
        }
        bytesCame = false;
        messagesCame = false;
        ctx.fireChannelReadComplete();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            inputClosed();
        }
        ctx.fireUserEventTriggered(event);
    }

    /** The client has closed its half. It may still wait for responses. */
    private void inputClosed() {
        if (progress.isInBody()) {
            breakOff(UnreadableRequest.malformed("The connection was closed before the body was complete."));
        }
        isEnded = true;
        if (progress.isSettled()) {
            context.close();
        }
    }

    /** The body will not be completed: tells the reader, and closes the connection after the response. */
    private void breakOff(UnreadableRequest reason) {
        readNoFurther();
        if (progress.isSettled()) {
            context.close();
        } else {
            context.fireExceptionCaught(reason);
        }
    }

    private void readNoFurther() {
        isEnded = true;
        progress.bodyEnded();
        context.pipeline().addBefore(context.name(), "lingering-close", new LingeringClose());
    }

    /** After a failure of the connection itself, no response is possible. */
    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.fireExceptionCaught(cause);
        if (cause instanceof IOException) {
            ctx.close();
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            if (response.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                ctx.write(message, promise);
                return;
            }
            if (isEnded && progress.isAtLastResponse()) {
                response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
        }
        ctx.write(message, message instanceof LastHttpContent ? endOfResponse(promise) : promise);
    }

    private ChannelPromise endOfResponse(ChannelPromise promise) {
        progress.responseWritten();
        return isEnded && progress.isSettled() ? promise.unvoid().addListener(ChannelFutureListener.CLOSE) : promise;
    }

    /** One check is scheduled at a time: no deadline can begin and pass before it. */
    private void checkIn(long nanos) {
        nextCheck = context.executor().schedule(this::check, nanos, TimeUnit.NANOSECONDS);
    }

    private void check() {
        if (isEnded) {
            return;
        }
        if (progress.nanosLeft() <= 0) {
            expire();
        }
        if (!isEnded && !context.isRemoved()) {
            checkIn(Math.min(progress.nanosLeft(), interval));
        }
    }

    private void expire() {
        if (progress.isInBody()) {
            breakOff(UnreadableRequest.tooSlow("The body did not arrive in time."));
        } else if (progress.isInHead()) {
            refuseHead();
        } else if (isTakingOutput()) {
            progress.pause();
        } else {
            context.close();
        }
    }

    /** Nothing is known of the request, so a request that could not be decoded takes its place. */
    private void refuseHead() {
        HttpRequest unknown = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        unknown.setDecoderResult(
                DecoderResult.failure(UnreadableRequest.tooSlow("The headers of the request did not arrive in time.")));
        readHead(unknown);
        context.fireChannelReadComplete();
    }

    /** Whether the client is still reading the last response, and has read some of it since the last check. */
    private boolean isTakingOutput() {
        ChannelOutboundBuffer output = context.channel().unsafe().outboundBuffer();
        long pending = output == null ? 0 : output.totalPendingWriteBytes();
        boolean moves = pending > 0 && pending != pendingOutput;
        pendingOutput = pending;
        return moves;
    }
}

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
 * Watches over one HTTP/1 connection, between the decoder and the framework. It holds the client to the deadlines, marks
 * request heads that must not go on, answers a client that has closed its half, and reads no further once it is uncertain
 * where the next request begins. Responses stay the framework's: a refusal is a request that could not be decoded, so it
 * takes its turn behind the responses of earlier requests, and the connection is closed after it.
 */
final class ConnectionGuard extends ChannelDuplexHandler {
    private final RequestHead heads = new RequestHead();
    private final RequestProgress progress;
    private final long interval;

    private ChannelHandlerContext context;
    private @Nullable Future<?> nextCheck;
    private long pendingOutput;

    /** Since the last end of a read: whether bytes came, and whether they completed anything. */
    private boolean bytesCame;

    private boolean messagesCame;

    /** Nothing more is read: the client has closed its half, or has sent what cannot be read. */
    private boolean isEnded;

    ConnectionGuard(ConnectionConfiguration configuration) {
        this.progress = new RequestProgress(configuration);
        this.interval = configuration.shortest().toNanos();
    }

    /** Goes before the decoder, to see the bytes that do not complete anything yet. */
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

    /** The client has closed its half; it may still wait for responses. */
    private void inputClosed() {
        if (progress.isInBody()) {
            breakOff(UnreadableRequest.malformed("The connection was closed before the body was complete."));
        }
        isEnded = true;
        if (progress.isAnswered()) {
            context.close();
        }
    }

    /** The body will not be complete: whoever waits for it is told, and the connection ends after the response. */
    private void breakOff(UnreadableRequest reason) {
        readNoFurther();
        if (progress.isAnswered()) {
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

    /** After a failure of the connection itself nobody can be answered. */
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
        return isEnded && progress.isAnswered() ? promise.unvoid().addListener(ChannelFutureListener.CLOSE) : promise;
    }

    /** One check is due at a time: no deadline can begin and pass before it. */
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

    /** Nothing is known of the request: a request that could not be decoded stands for it. */
    private void refuseHead() {
        HttpRequest unknown = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        unknown.setDecoderResult(
                DecoderResult.failure(UnreadableRequest.tooSlow("The head of the request did not arrive in time.")));
        readHead(unknown);
        context.fireChannelReadComplete();
    }

    /** Whether the client is still busy with the last response, and has got on with it since the last check. */
    private boolean isTakingOutput() {
        ChannelOutboundBuffer output = context.channel().unsafe().outboundBuffer();
        long pending = output == null ? 0 : output.totalPendingWriteBytes();
        boolean moves = pending > 0 && pending != pendingOutput;
        pendingOutput = pending;
        return moves;
    }
}

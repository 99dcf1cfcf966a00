package org.passwordresets.http;

import io.micronaut.core.annotation.Nullable;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
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
import io.netty.util.ReferenceCountUtil;
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
    private static final long NO_DEADLINE = Long.MAX_VALUE;
    private static final long LINGER_MILLIS = 1000;

    private final ConnectionConfiguration configuration;
    private final RequestHead heads = new RequestHead();
    private ChannelHandlerContext context;
    private @Nullable Future<?> nextCheck;

    /** When the part that the client is sending, or the pause, began. */
    private long since = System.nanoTime();

    /** Requests whose response has not been written to its end. */
    private int unanswered;

    private boolean isNew = true;
    private boolean inHead;
    private boolean inBody;

    /** Since the last end of a read: whether bytes came, and whether they completed anything. */
    private boolean bytesCame;

    private boolean messagesCame;

    /** Nothing more is read: the client has ended its half, or has sent what cannot be read. */
    private boolean isEnded;

    private boolean mayHaveUnreadInput;
    private @Nullable ChannelPromise lingering;
    private long pendingOutput;

    ConnectionGuard(ConnectionConfiguration configuration) {
        this.configuration = configuration;
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
        checkIn(configuration.shortestNanos());
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        nextCheck.cancel(false);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        messagesCame = true;
        if (isEnded) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof HttpRequest request) {
            readHead(request);
        } else {
            readContent((HttpContent) message);
        }
    }

    private void readHead(HttpRequest request) {
        unanswered++;
        isNew = false;
        inHead = false;
        UnreadableRequest refusal = heads.check(request);
        if (refusal != null) {
            request.setDecoderResult(DecoderResult.failure(refusal));
        }
        if (request.decoderResult().isFailure()) {
            endUnread();
        } else {
            inBody = true;
            since = System.nanoTime();
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
            inBody = false;
            if (unanswered == 0) {
                since = System.nanoTime();
            }
        }
        context.fireChannelRead(content);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (lingering != null) {
            ctx.read();
            return;
        }
        if (bytesCame && !messagesCame && !inBody && !inHead) {
            inHead = true;
            since = isNew ? since : System.nanoTime();
        }
        bytesCame = false;
        messagesCame = false;
        ctx.fireChannelReadComplete();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            endInput();
        }
        ctx.fireUserEventTriggered(event);
    }

    /** The client has closed its half; it may still wait for responses. */
    private void endInput() {
        if (lingering != null) {
            context.close(lingering);
            return;
        }
        if (inBody) {
            breakOff(UnreadableRequest.malformed("The connection was closed before the body was complete."));
        }
        isEnded = true;
        mayHaveUnreadInput = false;
        if (unanswered == 0) {
            context.close();
        }
    }

    /** The body will not be complete: whoever waits for it is told, and the connection ends after the response. */
    private void breakOff(UnreadableRequest reason) {
        endUnread();
        if (unanswered == 0) {
            context.close();
        } else {
            context.fireExceptionCaught(reason);
        }
    }

    private void endUnread() {
        isEnded = true;
        inBody = false;
        mayHaveUnreadInput = true;
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
            if (isEnded && unanswered == 1) {
                response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
        }
        ctx.write(message, message instanceof LastHttpContent ? written(promise) : promise);
    }

    private ChannelPromise written(ChannelPromise promise) {
        unanswered--;
        if (unanswered > 0) {
            return promise;
        }
        if (!inBody && !inHead) {
            since = System.nanoTime();
        }
        return isEnded ? promise.unvoid().addListener(ChannelFutureListener.CLOSE) : promise;
    }

    /** A close with bytes unread would be a reset, which may take the response away from a client that still sends. */
    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (mayHaveUnreadInput && lingering == null && ctx.channel() instanceof SocketChannel socket) {
            lingering = promise.unvoid();
            socket.shutdownOutput();
            ctx.executor().schedule(() -> ctx.close(lingering), LINGER_MILLIS, TimeUnit.MILLISECONDS);
            ctx.read();
        } else {
            ctx.close(promise);
        }
    }

    /** One check is due at a time: no deadline can begin and pass before it. */
    private void checkIn(long nanos) {
        nextCheck = context.executor().schedule(this::check, nanos, TimeUnit.NANOSECONDS);
    }

    private void check() {
        long left = limit() == NO_DEADLINE ? NO_DEADLINE : since + limit() - System.nanoTime();
        if (left <= 0 && !isTakingOutput()) {
            expire();
        }
        if (!context.isRemoved()) {
            checkIn(Math.min(Math.max(left, 1), configuration.shortestNanos()));
        }
    }

    private long limit() {
        if (isEnded) {
            return NO_DEADLINE;
        }
        if (inBody) {
            return configuration.bodyNanos();
        }
        if (inHead || isNew) {
            return configuration.headNanos();
        }
        return unanswered == 0 ? configuration.idleNanos() : NO_DEADLINE;
    }

    /** Whether the pause is none, because the client is still busy with the last response. */
    private boolean isTakingOutput() {
        ChannelOutboundBuffer output = context.channel().unsafe().outboundBuffer();
        long pending = output == null ? 0 : output.totalPendingWriteBytes();
        boolean moves = pending > 0 && pending != pendingOutput && !inBody && !inHead;
        pendingOutput = pending;
        since = moves ? System.nanoTime() : since;
        return moves;
    }

    private void expire() {
        if (inBody) {
            breakOff(UnreadableRequest.tooSlow("The body did not arrive in time."));
        } else if (inHead) {
            refuseHead();
        } else {
            context.close();
        }
    }

    /** Nothing is known of the request: it stands for itself as one that could not be decoded. */
    private void refuseHead() {
        HttpRequest unknown = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
        unknown.setDecoderResult(
                DecoderResult.failure(UnreadableRequest.tooSlow("The head of the request did not arrive in time.")));
        readHead(unknown);
        context.fireChannelReadComplete();
    }
}

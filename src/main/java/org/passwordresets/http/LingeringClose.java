package org.passwordresets.http;

import io.micronaut.core.annotation.Nullable;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Closes a connection whose input is no longer read, and discards what still arrives. Closing with unread bytes would be a
 * reset, and a client that is still sending could lose the response. So the output is closed first, and the rest once the
 * client has closed its half, or after a short time.
 */
final class LingeringClose extends ChannelDuplexHandler {
    private static final long MOMENT_MILLIS = 1000;

    private @Nullable ChannelPromise closed;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (closed == null) {
            ctx.fireChannelReadComplete();
        } else {
            ctx.read();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (closed != null && event == ChannelInputShutdownEvent.INSTANCE) {
            ctx.close(closed);
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
        if (closed == null && ctx.channel() instanceof SocketChannel socket && !socket.isInputShutdown()) {
            closed = promise.unvoid();
            socket.shutdownOutput();
            ctx.executor().schedule(() -> ctx.close(closed), MOMENT_MILLIS, TimeUnit.MILLISECONDS);
            ctx.read();
        } else {
            ctx.close(promise);
        }
    }
}

package org.passwordresets.jsonapi;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.HexFormat;

/**
 * Brings the target of each request into one form, before the framework reads it: path and query, in ASCII. The bytes of an
 * address that is sent unencoded become percent-encoding, so that they are read as UTF-8; the framework would take each for a
 * character. Of an absolute address (RFC 9112, section 3.2.2) the framework would decode the query and lose what {@code %26}
 * and {@code %2B} stand for.
 */
@Singleton
final class RequestTargets implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
    private static final String SCHEME_END = "://";
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    @Override
    public NettyServerCustomizer.Registry onCreated(BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new Customizer(null));
        return event.getBean();
    }

    private record Customizer(@Nullable Channel channel) implements NettyServerCustomizer {
        @Override
        public NettyServerCustomizer specializeForChannel(Channel connection, ChannelRole role) {
            return new Customizer(connection);
        }

        @Override
        public void onStreamPipelineBuilt() {
            if (channel.pipeline().get(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC) != null) {
                channel.pipeline()
                        .addAfter(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC, Handler.NAME, Handler.INSTANCE);
            }
        }
    }

    @Sharable
    private static final class Handler extends ChannelInboundHandlerAdapter {
        static final String NAME = "request-target";
        static final Handler INSTANCE = new Handler();

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof HttpRequest request) {
                String target = request.uri();
                String inOneForm = encoded(relative(target));
                if (!inOneForm.equals(target)) {
                    request.setUri(inOneForm);
                }
            }
            context.fireChannelRead(message);
        }
    }

    /** Without the scheme and the host of an absolute address. */
    static String relative(String target) {
        int scheme = target.startsWith("/") ? -1 : target.indexOf(SCHEME_END);
        if (scheme < 0) {
            return target;
        }
        int end = scheme + SCHEME_END.length();
        while (end < target.length() && target.charAt(end) != '/' && target.charAt(end) != '?') {
            end++;
        }
        String rest = target.substring(end);
        return rest.startsWith("/") ? rest : "/" + rest;
    }

    /** With the bytes beyond ASCII, each of which came as one character, in percent-encoding. */
    static String encoded(String target) {
        StringBuilder encoded = null;
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c >= 0x80 && encoded == null) {
                encoded = new StringBuilder(target.length() + 16).append(target, 0, i);
            }
            if (c >= 0x80) {
                encoded.append('%').append(HEX.toHexDigits((byte) c));
            } else if (encoded != null) {
                encoded.append(c);
            }
        }
        return encoded == null ? target : encoded.toString();
    }
}

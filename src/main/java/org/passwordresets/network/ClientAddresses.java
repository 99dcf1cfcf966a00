package org.passwordresets.network;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.netty.util.NetUtil;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Determines the client of a request. Forwarding headers are used only from a trusted proxy, and only those parts that
 * trusted proxies wrote: the client is the last hop that is not one of them.
 */
@Singleton
public final class ClientAddresses {
    private static final String ATTRIBUTE = ClientAddresses.class.getName();
    private static final int NETWORK_BYTES = 8;
    private static final String UNKNOWN = "unknown";

    private final TrustedProxies proxies;
    private final ForwardingHeader header;

    ClientAddresses(TrustedProxies proxies, NetworkConfiguration configuration) {
        this.proxies = proxies;
        this.header = configuration.clientAddressHeader();
    }

    /**
     * The address that limits are counted by: the IPv4 address, or the /64 network of the IPv6 address, because a client
     * usually has all addresses of its network. Computed once per request.
     */
    public String of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class).orElseGet(() -> {
            String client = text(client(request));
            request.setAttribute(ATTRIBUTE, client);
            return client;
        });
    }

    /** The whole address, for a record of who did what; {@code unknown} if the connection has none. */
    public String whole(HttpRequest<?> request) {
        InetAddress client = client(request);
        return client == null ? UNKNOWN : client.getHostAddress();
    }

    @Nullable
    private InetAddress client(HttpRequest<?> request) {
        InetAddress client = request.getRemoteAddress().getAddress();
        if (!proxies.sent(request)) {
            return client;
        }
        for (String hop : header.hops(request.getHeaders().getAll(header.header()))) {
            InetAddress address = address(header.address(hop));
            if (address == null) {
                return client;
            }
            client = address;
            if (!proxies.contain(client)) {
                return client;
            }
        }
        return client;
    }

    /** Parses {@code 192.0.2.1}, {@code 192.0.2.1:4711}, {@code 2001:db8::1} or {@code [2001:db8::1]:4711}, without DNS. */
    @Nullable
    private static InetAddress address(@Nullable String text) {
        if (text == null) {
            return null;
        }
        int port = text.lastIndexOf(':');
        boolean hasPort = port > 0 && (text.charAt(port - 1) == ']' || text.indexOf(':') == port);
        return NetUtil.createInetAddressFromIpAddressString(hasPort ? text.substring(0, port) : text);
    }

    private static String text(@Nullable InetAddress address) {
        if (address instanceof Inet6Address) {
            return network(address.getAddress()) + "/64";
        }
        return address == null ? UNKNOWN : address.getHostAddress();
    }

    private static String network(byte[] address) {
        Arrays.fill(address, NETWORK_BYTES, address.length, (byte) 0);
        try {
            return InetAddress.getByAddress(address).getHostAddress();
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}

package org.passwordresets.document;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.runtime.server.EmbeddedServer;
import io.netty.util.NetUtil;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.passwordresets.ConfigurationRisks;
import org.passwordresets.network.ListeningAddress;
import org.passwordresets.network.TrustedProxies;

/**
 * The base of all links: {@code api.base-url}, unless the request names a host from {@code api.hosts}. Without either, it is
 * the address that the server listens on; if the server listens on all addresses, it is the one that received the request.
 * From a trusted proxy, the forwarded host, scheme and prefix count too.
 */
@Singleton
final class BaseAddress implements ConfigurationRisks {
    private static final String ATTRIBUTE = BaseAddress.class.getName();
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int MAX_PREFIX = 255;
    private static final Pattern PREFIX = Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~-]+)+/?");

    private final Set<String> hosts;
    private final TrustedProxies proxies;
    private final ListeningAddress listening;
    private final Provider<EmbeddedServer> server;
    private final @Nullable String configured;
    private final String configuredPath;
    private volatile @Nullable String same;

    BaseAddress(
            ApiConfiguration configuration,
            TrustedProxies proxies,
            ListeningAddress listening,
            Provider<EmbeddedServer> server) {
        this.listening = listening;
        this.hosts = Set.copyOf(configuration.hosts());
        this.proxies = proxies;
        this.server = server;
        this.configured = configuration.hasBaseUrl() ? withoutSlash(configuration.baseUrl()) : null;
        this.configuredPath =
                configured == null ? "" : withoutSlash(URI.create(configured).getPath());
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    @Override
    public List<String> risks() {
        return configured == null && hosts.isEmpty() && listening.isBeyondLoopback()
                ? List.of("Links begin with an address of this machine: the server listens beyond loopback, and"
                        + " api.base-url (API_BASE_URL) is not set.")
                : List.of();
    }

    /** For the request that this thread handles. */
    String current() {
        String known = same;
        if (known != null) {
            return known;
        }
        HttpRequest<?> request = ServerRequestContext.currentRequest().orElse(null);
        if (request == null) {
            return configured != null ? configured : listening();
        }
        if (isSameForAll()) {
            same = configured != null ? configured : listening();
            return same;
        }
        return request.getAttribute(ATTRIBUTE, String.class).orElseGet(() -> {
            String address = of(request);
            request.setAttribute(ATTRIBUTE, address);
            return address;
        });
    }

    private boolean isSameForAll() {
        return hosts.isEmpty() && proxies.areNone() && (configured != null || !listensEverywhere());
    }

    private String of(HttpRequest<?> request) {
        boolean isForwarded = proxies.sent(request);
        String host = host(request, isForwarded).toLowerCase(Locale.ROOT);
        String prefix = isForwarded && configuredPath.isEmpty() ? prefix(request) : "";
        if (hosts.contains(host)) {
            return scheme(request, isForwarded) + "://" + host + configuredPath + prefix;
        }
        return (configured != null ? configured : listening(request)) + prefix;
    }

    private static String host(HttpRequest<?> request, boolean isForwarded) {
        String forwarded = isForwarded ? request.getHeaders().get("X-Forwarded-Host") : null;
        String host = forwarded != null ? forwarded : request.getHeaders().get(HttpHeaders.HOST);
        return host == null ? "" : host.strip();
    }

    private static String scheme(HttpRequest<?> request, boolean isForwarded) {
        String forwarded = isForwarded ? request.getHeaders().get("X-Forwarded-Proto") : null;
        if (forwarded != null && SCHEMES.contains(forwarded.strip().toLowerCase(Locale.ROOT))) {
            return forwarded.strip().toLowerCase(Locale.ROOT);
        }
        return request.isSecure() ? "https" : "http";
    }

    private static String prefix(HttpRequest<?> request) {
        String prefix = request.getHeaders().get("X-Forwarded-Prefix");
        return prefix != null
                        && prefix.length() <= MAX_PREFIX
                        && PREFIX.matcher(prefix).matches()
                ? withoutSlash(prefix)
                : "";
    }

    private boolean listensEverywhere() {
        InetAddress address =
                NetUtil.createInetAddressFromIpAddressString(server.get().getHost());
        return address != null && address.isAnyLocalAddress();
    }

    private String listening() {
        return address(server.get().getHost(), server.get().getPort());
    }

    /** If the server listens on all addresses, {@code http://0.0.0.0} would be useless as a link. */
    private String listening(HttpRequest<?> request) {
        InetSocketAddress local = request.getServerAddress();
        return listensEverywhere() ? address(local.getAddress().getHostAddress(), local.getPort()) : listening();
    }

    private String address(String host, int port) {
        String scheme = server.get().getScheme();
        return (host.indexOf(':') < 0 ? "%s://%s:%d" : "%s://[%s]:%d").formatted(scheme, host, port);
    }
}

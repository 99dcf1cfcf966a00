package org.passwordresets.network;

import io.micronaut.runtime.server.EmbeddedServer;
import io.netty.util.NetUtil;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.List;
import org.passwordresets.ConfigurationRisks;

/** Whether this server listens only on this machine or also for others. */
@Singleton
public final class ListeningAddress implements ConfigurationRisks {
    private static final String LOCALHOST = "localhost";

    private final Provider<EmbeddedServer> server;
    private final TrustedProxies proxies;

    ListeningAddress(Provider<EmbeddedServer> server, TrustedProxies proxies) {
        this.server = server;
        this.proxies = proxies;
    }

    /** Whether other machines can connect. */
    public boolean isBeyondLoopback() {
        String host = server.get().getHost();
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(host);
        return address == null ? !host.equalsIgnoreCase(LOCALHOST) : !address.isLoopbackAddress();
    }

    @Override
    public List<String> risks() {
        boolean isPlain = !"https".equals(server.get().getScheme());
        return isBeyondLoopback() && isPlain && proxies.areNone()
                ? List.of(
                        "Others can read the traffic: the server listens beyond loopback without TLS"
                                + " (micronaut.server.ssl.*) and without a proxy in network.trusted-proxies (NETWORK_TRUSTED_PROXIES).")
                : List.of();
    }
}

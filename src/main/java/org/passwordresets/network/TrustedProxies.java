package org.passwordresets.network;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.passwordresets.Setting;

/** The proxies whose forwarding headers are trusted: those in {@code network.trusted-proxies}. */
@Singleton
public final class TrustedProxies {
    private static final Setting SETTING = Setting.of("network.trusted-proxies");
    private static final int ANY_PORT = 0;

    private final List<IpSubnetFilterRule> networks;

    TrustedProxies(NetworkConfiguration configuration) {
        this.networks = networks(configuration.trustedProxies());
    }

    /** Whether the list is empty, so that forwarding headers are ignored. */
    public boolean areNone() {
        return networks.isEmpty();
    }

    /** Whether a trusted proxy sent the request. */
    public boolean sent(HttpRequest<?> request) {
        return contain(request.getRemoteAddress().getAddress());
    }

    /** @param address null if the connection has none */
    boolean contain(@Nullable InetAddress address) {
        if (address == null || networks.isEmpty()) {
            return false;
        }
        InetSocketAddress socket = new InetSocketAddress(address, ANY_PORT);
        return networks.stream().anyMatch(network -> network.matches(socket));
    }

    /** Parses networks. Names are refused, because they can resolve to another address later. */
    static List<IpSubnetFilterRule> networks(List<String> texts) {
        return texts.stream().map(TrustedProxies::network).toList();
    }

    private static IpSubnetFilterRule network(String text) {
        int slash = text.indexOf('/');
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw nonsense();
        }
        int bits = address.getAddress().length * Byte.SIZE;
        return new IpSubnetFilterRule(
                address, slash < 0 ? bits : length(text.substring(slash + 1), bits), IpFilterRuleType.ACCEPT);
    }

    private static int length(String text, int most) {
        if (!text.matches("[0-9]{1,3}") || Integer.parseInt(text) > most) {
            throw nonsense();
        }
        return Integer.parseInt(text);
    }

    private static RuntimeException nonsense() {
        return SETTING.refused(
                "must list IP addresses or networks, separated by commas, such as 10.0.0.0/8, 2001:db8::/32");
    }
}

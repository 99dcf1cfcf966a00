package org.passwordresets.stub;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.order.Ordered;
import java.net.URI;
import java.nio.file.Path;
import org.passwordresets.Setting;

/**
 * The stub and the validation proxy.
 *
 * @param contract any JSON:API document in OpenAPI 3.0, as a file or a folder, which is watched for changes; by
 *     default the contract in the jar
 * @param state whether the stub keeps what you create, change and delete
 * @param largestState how many resources of one type the stub keeps, 1 to 1000000; it removes the oldest first
 * @param target the server to which the validating proxy forwards requests; without one, the stub responds itself
 * @param errors whether the proxy responds with an error if the client or the server violates the contract
 * @param remembered how many requests {@code /__stub} shows, 1 to 1000000
 */
@Context
// Created before the docs, which have the same directory, so that an error names the setting that you made.
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
@ConfigurationProperties("stub")
public record StubConfiguration(
        @Nullable Path contract,
        @Bindable(defaultValue = "false") boolean state,
        @Bindable(defaultValue = "1000") int largestState,
        @Nullable URI target,
        @Bindable(defaultValue = "false") boolean errors,
        @Bindable(defaultValue = "100") int remembered) {
    private static final int MAX = 1_000_000;

    /** Rejects values out of range. */
    public StubConfiguration {
        Setting.of("stub.contract").existingOrNone(contract == null ? null : contract.toString());
        Setting.of("stub.target").webAddressOrNone(target == null ? null : target.toString());
        Setting.of("stub.largest-state").within(largestState, 1, MAX);
        Setting.of("stub.remembered").within(remembered, 1, MAX);
    }
}

package org.passwordresets.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.passwordresets.auth.Caller;
import org.passwordresets.auth.CallerKind;
import org.passwordresets.generated.model.Mode;

/** What {@code /oauth/tokeninfo} says about an access token. Members without a meaning here are null or empty. */
@Serdeable
record TokenInfo(
        Token token,
        Role role,
        Application application,
        @Nullable Owner owner,
        Map<String, Permission> permissions) {
    /** @param permissions by resource type */
    static TokenInfo of(VerifiedToken token, Map<String, Permission> permissions) {
        Caller caller = token.caller();
        return new TokenInfo(
                new Token(caller.mode() == Mode.TEST, List.of(), List.of(), lifespan(token)),
                Role.of(caller.callerKind()),
                new Application(
                        token.applicationId(),
                        caller.clientId(),
                        caller.kind().text(),
                        caller.isPublic(),
                        !caller.isPublic()),
                caller.owner() == null
                        ? null
                        : new Owner("Customer", caller.owner().id()),
                permissions);
    }

    @Nullable
    private static Long lifespan(VerifiedToken token) {
        return token.issuedAt() == null
                ? null
                : Duration.between(token.issuedAt(), token.caller().expiresAt()).toSeconds();
    }

    /** @param lifespan from its issue until it expires, in seconds */
    @Serdeable
    record Token(
            boolean test,
            @JsonProperty("market_ids") List<String> marketIds,
            @JsonProperty("stock_location_ids") List<String> stockLocationIds,
            @Nullable Long lifespan) {}

    /** What the contract's {@code x-rights} call the caller. */
    @Serdeable
    record Role(@Nullable String id, String kind, String name) {
        static Role of(CallerKind kind) {
            String words = kind.text().replace('_', ' ');
            return new Role(null, kind.text(), Character.toUpperCase(words.charAt(0)) + words.substring(1));
        }
    }

    @Serdeable
    record Application(
            @Nullable String id,
            @JsonProperty("client_id") String clientId,
            String kind,
            @JsonProperty("public") boolean isPublic,
            boolean confidential) {}

    @Serdeable
    record Owner(String type, String id) {}

    /** @param actions of {@code create}, {@code read}, {@code update} and {@code destroy} */
    @Serdeable
    record Permission(List<String> actions) {}
}

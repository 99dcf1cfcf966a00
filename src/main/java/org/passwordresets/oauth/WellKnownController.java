package org.passwordresets.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Arrays;
import java.util.List;
import org.passwordresets.auth.AuthConfiguration;
import org.passwordresets.document.Links;
import org.passwordresets.key.SigningKeys;

/** What clients find out about this server by themselves. */
@Controller("/.well-known")
@Produces(MediaType.ALL)
@Requires(missingProperty = OutsideIssuerConfiguration.JWKS_URL)
final class WellKnownController {
    private final AuthConfiguration configuration;
    private final SigningKeys signingKeys;
    private final Links links;

    WellKnownController(AuthConfiguration configuration, SigningKeys signingKeys, Links links) {
        this.configuration = configuration;
        this.signingKeys = signingKeys;
        this.links = links;
    }

    /** The keys to verify tokens with. */
    @Get("/jwks.json")
    HttpResponse<String> keys() {
        return JsonResponse.of(signingKeys.published(configuration.longestLifetime()));
    }

    /** The endpoints and what they support (RFC 8414). */
    @Get("/oauth-authorization-server")
    HttpResponse<Metadata> metadata() {
        return JsonResponse.of(Metadata.of(links.base()));
    }

    /**
     * @param issuer the address that this metadata is found at, as RFC 8414 demands; the {@code iss} of access tokens is
     *     configured
     */
    @Serdeable
    record Metadata(
            String issuer,
            @JsonProperty("token_endpoint") String tokenEndpoint,
            @JsonProperty("revocation_endpoint") String revocationEndpoint,
            @JsonProperty("jwks_uri") String keys,
            @JsonProperty("grant_types_supported") List<String> grantTypes,
            @JsonProperty("response_types_supported") List<String> responseTypes,
            @JsonProperty("scopes_supported") List<String> scopes,

            @JsonProperty("token_endpoint_auth_methods_supported")
            List<String> tokenMethods,

            @JsonProperty("revocation_endpoint_auth_methods_supported")
            List<String> revocationMethods,

            @JsonProperty("service_documentation") String documentation) {
        private static final List<String> METHODS = List.of("client_secret_basic", "client_secret_post", "none");

        static Metadata of(String base) {
            return new Metadata(
                    base,
                    base + "/oauth/token",
                    base + "/oauth/revoke",
                    base + "/.well-known/jwks.json",
                    Arrays.stream(GrantType.values()).map(GrantType::text).toList(),
                    // Nobody is sent to an authorization endpoint: there is none.
                    List.of(),
                    List.of("market:all", "stock_location:all", "store:all"),
                    METHODS,
                    METHODS,
                    base + "/docs/");
        }
    }
}

package org.passwordresets.oauth;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of an outside issuer. They are cached, fetched again before they are too old and when a token names a key that is
 * not among them, but not too often. While the issuer is unavailable, the last ones are used for an hour.
 */
@Singleton
@Requires(property = OutsideIssuerConfiguration.JWKS_URL)
final class OutsideKeys {
    private static final Logger LOG = LoggerFactory.getLogger(OutsideKeys.class);
    private static final Duration MAX_AGE = Duration.ofMinutes(5);
    private static final Duration REFRESH_AHEAD = Duration.ofSeconds(30);
    private static final Duration MAX_OUTAGE = Duration.ofHours(1);

    private final JWKSource<SecurityContext> source;
    /** Until the first fetch, too. */
    private volatile boolean isDown = true;

    private volatile boolean isReported;

    OutsideKeys(OutsideIssuerConfiguration configuration) throws MalformedURLException {
        URL address = URI.create(configuration.jwksUrl()).toURL();
        this.source = JWKSourceBuilder.create(address, logged(new BoundedRetriever(configuration.timeout())))
                .cache(MAX_AGE.toMillis(), configuration.timeout().toMillis())
                .refreshAheadCache(REFRESH_AHEAD.toMillis(), true)
                .rateLimited(configuration.interval().toMillis())
                .outageTolerant(MAX_OUTAGE.toMillis())
                .build();
    }

    /** Logs the beginning and the end of an outage, once each. */
    private ResourceRetriever logged(ResourceRetriever retriever) {
        return url -> {
            try {
                Resource keys = retriever.retrieveResource(url);
                JWKSet.parse(keys.getContent());
                succeeded();
                return keys;
            } catch (IOException e) {
                failed(e.getMessage());
                throw e;
            } catch (ParseException e) {
                failed("The response is not a JWK set");
                throw new IOException(e);
            }
        };
    }

    private void succeeded() {
        isDown = false;
        if (isReported) {
            LOG.info("The keys of the outside issuer can be fetched again");
            isReported = false;
        }
    }

    private void failed(String reason) {
        isDown = true;
        if (!isReported) {
            LOG.warn("The keys of the outside issuer cannot be fetched: {}", reason);
            isReported = true;
        }
    }

    JWKSource<SecurityContext> source() {
        return source;
    }

    /** Whether the last fetch failed, or there was none yet. */
    boolean areDown() {
        return isDown;
    }
}

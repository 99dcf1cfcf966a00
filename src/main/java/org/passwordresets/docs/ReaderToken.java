package org.passwordresets.docs;

import io.micronaut.core.annotation.Nullable;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;

/** The access token that the pages fill in: the demo provides its own, the stub accepts any; otherwise there is none. */
@Singleton
final class ReaderToken {
    private final DocsConfiguration configuration;
    private final Supplier<String> demoToken;

    ReaderToken(DocsConfiguration configuration, @Nullable @Named("docs-token") Supplier<String> demoToken) {
        this.configuration = configuration;
        this.demoToken = demoToken;
    }

    boolean isThere() {
        return configuration.token() != null || demoToken != null;
    }

    Optional<String> text() {
        return configuration.token() != null
                ? Optional.of(configuration.token())
                : Optional.ofNullable(demoToken).map(Supplier::get);
    }
}

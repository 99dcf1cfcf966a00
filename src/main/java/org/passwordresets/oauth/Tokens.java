package org.passwordresets.oauth;

import java.util.Optional;

/** Verifies access tokens: those of this server, or those of an outside issuer. */
interface Tokens {
    /** The token's content; empty if the issuer did not sign it, or if it is altered, expired or not yet valid. */
    Optional<VerifiedToken> verify(String token);

    /** Whether callers are applications of this server, which can be disabled here. */
    boolean areOfRegisteredApplications();
}

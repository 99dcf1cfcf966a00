package org.passwordresets.oauth;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.passwordresets.application.RegisteredApplication;
import org.passwordresets.auth.ApplicationKind;
import org.passwordresets.auth.Caller;
import org.passwordresets.contract.Email;
import org.passwordresets.customer.Customer;
import org.passwordresets.customer.CustomerSignIn;
import org.passwordresets.error.OAuthProblem;
import org.passwordresets.limit.Account;
import org.passwordresets.limit.SignInAttempts;
import org.passwordresets.session.RefreshToken;
import org.passwordresets.session.Session;
import org.passwordresets.session.Sessions;

/**
 * Tokens for customers: they sign in with their password, and stay signed in with refresh tokens. Customers sign in at sales
 * channels only, because the tokens of other applications have more rights than a customer.
 */
@Singleton
@Requires(missingProperty = OutsideIssuerConfiguration.JWKS_URL)
final class CustomerGrants {
    private final CustomerSignIn customers;
    private final SignInAttempts attempts;
    private final Sessions sessions;
    private final AccessTokens tokens;

    CustomerGrants(CustomerSignIn customers, SignInAttempts attempts, Sessions sessions, AccessTokens tokens) {
        this.customers = customers;
        this.attempts = attempts;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    /**
     * The customer signs in.
     *
     * @param address the IP address of the client
     */
    IssuedToken password(RegisteredApplication application, TokenRequest request, String address) {
        checkKind(application);
        Email email = Email.of(request.required("username"));
        String password = request.required("password");
        Customer customer = attempt(application, email, address, password)
                .orElseThrow(() -> new OAuthException(OAuthProblem.WRONG_PASSWORD));
        Scopes scope = Scopes.granted(request.scope());
        Session session = sessions.of(application, customer.id(), customer.accessGeneration(), scope.text());
        return new IssuedToken(tokens.issue(application, scope, session), customer.id(), sessions.begin(session));
    }

    private static void checkKind(RegisteredApplication application) {
        if (application.kind() != ApplicationKind.SALES_CHANNEL) {
            throw new OAuthException(OAuthProblem.UNAUTHORIZED_CLIENT);
        }
    }

    private Optional<Customer> attempt(
            RegisteredApplication application, Email email, String address, String password) {
        Account account = Account.of(application.organizationId(), application.mode(), email.key());
        try {
            return attempts.attempt(account, address, () -> customers.verified(caller(application), email, password));
        } catch (SignInAttempts.Refused refused) {
            throw OAuthException.tooManyAttempts(refused.status().retryAfterSeconds());
        }
    }

    private static Caller caller(RegisteredApplication application) {
        return new Caller(
                application.organizationId(),
                application.mode(),
                application.kind(),
                application.clientId(),
                application.isPublic(),
                Instant.MAX);
    }

    /** The customer stays signed in. The refresh token can be used once. */
    IssuedToken refresh(RegisteredApplication application, TokenRequest request) {
        checkKind(application);
        RefreshToken used = sessions.find(request.required("refresh_token"))
                .filter(found -> found.session().continuesAt(application))
                .orElseThrow(() -> new OAuthException(OAuthProblem.INVALID_GRANT));
        Session session = used.session();
        Scopes scope = new Scopes(session.scope()).narrowed(request.scope());
        String next = sessions.renew(used).orElseThrow(() -> new OAuthException(OAuthProblem.INVALID_GRANT));
        return new IssuedToken(tokens.issue(application, scope, session), session.customerId(), next);
    }
}

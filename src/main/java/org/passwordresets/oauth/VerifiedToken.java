package org.passwordresets.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import io.micronaut.core.annotation.Nullable;
import java.text.ParseException;
import java.time.Instant;
import java.util.Map;
import org.passwordresets.auth.ApplicationKind;
import org.passwordresets.auth.Caller;
import org.passwordresets.auth.WebappRole;
import org.passwordresets.generated.model.Mode;

/**
 * What a genuine access token says.
 *
 * @param accessId by which it can be revoked: its session's id, or its own; null if its issuer gave it none
 * @param applicationId null if its issuer gave none
 * @param applicationGeneration of the application's access when the token was issued; 0 if its issuer does not say
 * @param issuedAt null if its issuer does not say
 */
record VerifiedToken(
        Caller caller,
        @Nullable String accessId,
        @Nullable String applicationId,
        int applicationGeneration,
        @Nullable Instant issuedAt) {
    static VerifiedToken of(JWTClaimsSet claims) throws ParseException {
        String session = claims.getStringClaim(AccessTokens.SESSION);
        Map<String, Object> application = claims.getJSONObjectClaim("application");
        return new VerifiedToken(
                caller(claims, application),
                session == null ? claims.getJWTID() : session,
                (String) application.get("id"),
                ((Number) application.getOrDefault(AccessTokens.GENERATION, 0)).intValue(),
                claims.getIssueTime() == null ? null : claims.getIssueTime().toInstant());
    }

    private static Caller caller(JWTClaimsSet claims, Map<String, Object> application) throws ParseException {
        ApplicationKind kind = ApplicationKind.of((String) application.get("kind"));
        return new Caller(
                (String) claims.getJSONObjectClaim("organization").get("id"),
                claims.getBooleanClaim("test") ? Mode.TEST : Mode.LIVE,
                kind,
                (String) application.get("client_id"),
                kind == ApplicationKind.SALES_CHANNEL || Boolean.TRUE.equals(application.get("public")),
                claims.getExpirationTime().toInstant(),
                owner(claims),
                role((String) application.get(AccessTokens.ROLE)));
    }

    @Nullable
    private static WebappRole role(@Nullable String text) {
        return text == null ? null : WebappRole.of(text);
    }

    @Nullable
    private static Caller.Owner owner(JWTClaimsSet claims) throws ParseException {
        Map<String, Object> owner = claims.getJSONObjectClaim("owner");
        return owner == null
                ? null
                : new Caller.Owner((String) owner.get("id"), claims.getIntegerClaim(AccessTokens.GENERATION));
    }
}

package org.passwordresets.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.nimbusds.jose.Payload;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.passwordresets.application.OrganizationBuilder;
import org.passwordresets.application.RegisteredApplication;
import org.passwordresets.auth.ApplicationKind;
import org.passwordresets.generated.model.Mode;
import org.passwordresets.support.Settings;

/**
 * Whatever the issuer, the slug and the client id are, {@code atob} reads a token's payload, and a token takes no longer to
 * make than to sign.
 */
class TokenPayloadTest {
    /** For each of these, no {@code rand} of the old fixed length made a payload without {@code -} and {@code _}. */
    @Example
    void theNamesThatOnceMadeTheLoopEndless() {
        AccessTokens tokens = Settings.read(AccessTokens.class, Map.of("auth.issuer", "https://ab.example/~auth"));
        assertThatCode(() -> {
                    SignedJWT token = SignedJWT.parse(
                            tokens.issue(application("admin", "admin-client", "shop"), Scopes.granted(null), null)
                                    .text());
                    assertReadableByAtob(token.getPayload(), token.getJWTClaimsSet());
                    assertThat(token.getHeader().getType().getType()).isEqualTo("JWT");
                    assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("https://ab.example/~auth");
                    assertThat(token.getJWTClaimsSet().getClaim("rand")).isInstanceOf(Number.class);
                    assertThat(token.getJWTClaimsSet().getClaim("scope")).isEqualTo("market:all");
                    assertThat(tokens.verify(token.serialize())).isPresent();
                })
                .doesNotThrowAnyException();
    }

    @Property(tries = 20_000, shrinking = ShrinkingMode.BOUNDED)
    void isReadableByAtob(
            @ForAll("texts") String issuer, @ForAll("texts") String slug, @ForAll("texts") String clientId)
            throws ParseException {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(issuer)
                .claim("organization", Map.of("slug", slug))
                .claim("application", Map.of("client_id", clientId))
                .build();
        assertReadableByAtob(AccessTokens.payload(claims), claims);
    }

    private static void assertReadableByAtob(Payload payload, JWTClaimsSet claims) throws ParseException {
        String base64 = payload.toBase64URL().toString();
        assertThat(base64).doesNotContain("-", "_");
        // What atob gives is one character for each byte.
        String read = new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
        assertThat(JWTClaimsSet.parse(read)).isEqualTo(claims);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(20),
                Arbitraries.strings().withChars("~?>\u007f/\\\"<'&=.aA0").ofMaxLength(20),
                Arbitraries.of(List.of("https://ab.example/~auth", "\uD83D\uDE00~\u00ff\u00fe", "~", "??", ">>>")));
    }

    private static RegisteredApplication application(String name, String clientId, String slug) {
        return new RegisteredApplication(
                name,
                name,
                clientId,
                null,
                ApplicationKind.SALES_CHANNEL,
                null,
                Mode.TEST,
                OrganizationBuilder.builder().id("AAAAAAAAAA").slug(slug).build(),
                null,
                null,
                null,
                0);
    }
}

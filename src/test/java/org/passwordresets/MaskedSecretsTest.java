package org.passwordresets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.micronaut.core.annotation.Nullable;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.passwordresets.auth.WebappRole;
import org.passwordresets.json.JsonNullable;

/** No record that carries a secret tells it by toString: each one that has a component of such a name, new ones too. */
class MaskedSecretsTest {
    private static final String CANARY = "theCanarySings";
    private static final Pattern SECRET = Pattern.compile("(?i).*(secret|password|token|hash|signingKey|tokenKey)");
    private static final Set<String> SECRET_BY_ANOTHER_NAME = Set.of(
            "ResetToken.text",
            "AccessToken.text",
            "NamedSigningKey.key",
            "NamedTokenKey.key",
            "Parsed.tree",
            "ReadDocument.tree",
            "ResourceQuery.parameters",
            "Filter.values");

    /** Addresses and directories, which may be blank. */
    private static final Set<String> PLACES = Set.of("contract", "stub");

    private static final Map<Class<?>, Object> DEFAULT = Map.of(
            String.class,
            "AAAAAAAAAA",
            int.class,
            8,
            long.class,
            1024L,
            boolean.class,
            false,
            Duration.class,
            Duration.ofHours(1),
            Instant.class,
            Instant.EPOCH,
            List.class,
            List.of(),
            Set.class,
            Set.of(),
            Map.class,
            Map.of());

    record Carrier(Class<?> type, RecordComponent component) {
        @Override
        public String toString() {
            return type.getSimpleName() + "." + component.getName();
        }
    }

    static Stream<Carrier> carriers() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.passwordresets").stream()
                        .filter(JavaClass::isRecord)
                        .map(JavaClass::reflect)
                        .flatMap(type -> Arrays.stream(type.getRecordComponents())
                                .map(component -> new Carrier(type, component)))
                        .filter(carrier -> canary(carrier.component().getType()) != null)
                        .filter(carrier ->
                                SECRET.matcher(carrier.component().getName()).matches()
                                        || SECRET_BY_ANOTHER_NAME.contains(carrier.toString()));
    }

    @ParameterizedTest
    @MethodSource("carriers")
    void toStringDoesNotTell(Carrier carrier) throws ReflectiveOperationException {
        RecordComponent[] components = carrier.type().getRecordComponents();
        Constructor<?> constructor = carrier.type()
                .getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        Object secretive = constructor.newInstance(Arrays.stream(components)
                .map(component ->
                        component.equals(carrier.component()) ? canary(component.getType()) : usual(component))
                .toArray());
        assertThat(secretive.toString()).doesNotContain(CANARY);
    }

    @Test
    void theyAreFound() {
        assertThat(carriers().map(Carrier::toString))
                .containsAll(SECRET_BY_ANOTHER_NAME)
                .contains(
                        "ConfiguredApplication.clientSecret",
                        "SigningKeyConfiguration.signingKey",
                        "TokenKeyConfiguration.tokenKey",
                        "ClientCredentials.secret",
                        "TokenResponse.accessToken",
                        "Customer.passwordHash",
                        "CustomerChange.passwordHash",
                        "CustomerCreateAttributes.password",
                        "CustomerUpdateAttributes.password",
                        "CustomerPasswordResetAttributes.resetPasswordToken",
                        "CustomerPasswordResetUpdateAttributes.customerPassword",
                        "CustomerPasswordResetUpdateAttributes.resetPasswordToken");
    }

    @Nullable
    private static Object canary(Class<?> type) {
        if (type == String.class) {
            return CANARY;
        }
        if (type == JsonNode.class) {
            return TextNode.valueOf(CANARY);
        }
        if (type == List.class) {
            return List.of(CANARY);
        }
        if (type == Map.class) {
            return Map.of("name", List.of(CANARY));
        }
        return type == JsonNullable.class ? JsonNullable.of(CANARY) : null;
    }

    /** What any record takes, those of the configuration too, which refuse nonsense. */
    @Nullable
    private static Object usual(RecordComponent component) {
        if (PLACES.contains(component.getName())) {
            return "";
        }
        Class<?> type = component.getType();
        if (type == WebappRole.class) {
            // Only web applications have one.
            return null;
        }
        return type.isEnum() ? type.getEnumConstants()[0] : DEFAULT.get(type);
    }
}

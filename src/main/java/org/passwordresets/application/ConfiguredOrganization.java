package org.passwordresets.application;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.context.exceptions.DisabledBeanException;
import io.micronaut.core.annotation.Nullable;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.passwordresets.Setting;
import org.passwordresets.resource.Identifier;

/**
 * What {@code GET /api/organization} shows of an organization whose applications are in the configuration. Everything but
 * the id can be left out.
 *
 * @param key its name in the configuration
 * @param organizationId the {@code organization-id} of its applications; 10 ASCII letters
 * @param name for people; by default, the {@code organization-slug} of its applications
 * @param supportEmail where customers can ask for help
 * @param supportPhone where customers can ask for help
 * @param logoUrl the address of its logo
 * @param faviconUrl the address of its icon
 * @param primaryColor the color of its pages, such as {@code #C8984E}
 * @param gtmId its container of Google Tag Manager in live mode
 * @param gtmIdTest the same in test mode
 */
@Context
@EachProperty("auth.organizations")
record ConfiguredOrganization(
        @Parameter String key,
        @Nullable String organizationId,
        @Nullable String name,
        @Nullable String supportEmail,
        @Nullable String supportPhone,
        @Nullable String logoUrl,
        @Nullable String faviconUrl,
        @Nullable String primaryColor,
        @Nullable String gtmId,
        @Nullable String gtmIdTest) {

    ConfiguredOrganization {
        if (Stream.of(
                        organizationId,
                        name,
                        supportEmail,
                        supportPhone,
                        logoUrl,
                        faviconUrl,
                        primaryColor,
                        gtmId,
                        gtmIdTest)
                .allMatch(Objects::isNull)) {
            // The framework also reads AUTH_ORGANIZATIONS_ACME_LOGO_URL as a key of an organization "acme-logo".
            throw new DisabledBeanException("There are no settings for an organization " + key);
        }
        setting(key, "organization-id").text(organizationId);
        if (!Identifier.isOne(organizationId)) {
            throw setting(key, "organization-id").refused("must be 10 ASCII letters, such as xRRkjDFafe");
        }
        setting(key, "name").textOrNone(name);
        setting(key, "support-email").textOrNone(supportEmail);
        setting(key, "support-phone").textOrNone(supportPhone);
        refuseUnless(logoUrl, Branding::isAddress, key, "logo-url", Branding.ADDRESS_EXPECTED);
        refuseUnless(faviconUrl, Branding::isAddress, key, "favicon-url", Branding.ADDRESS_EXPECTED);
        refuseUnless(primaryColor, Branding::isColor, key, "primary-color", Branding.COLOR_EXPECTED);
        refuseUnless(gtmId, Branding::isTagManager, key, "gtm-id", Branding.TAG_MANAGER_EXPECTED);
        refuseUnless(gtmIdTest, Branding::isTagManager, key, "gtm-id-test", Branding.TAG_MANAGER_EXPECTED);
    }

    private static void refuseUnless(
            @Nullable String value, Predicate<String> valid, String organization, String name, String expected) {
        if (value != null && !valid.test(value)) {
            throw setting(organization, name).refused("must be " + expected);
        }
    }

    private static Setting setting(String organization, String name) {
        return Setting.of("auth.organizations." + organization + "." + name);
    }

    /** @param slug from its applications */
    Organization organization(String slug) {
        return OrganizationBuilder.builder()
                .id(organizationId)
                .name(name == null ? slug : name)
                .slug(slug)
                .supportEmail(supportEmail)
                .supportPhone(supportPhone)
                .logoUrl(logoUrl)
                .faviconUrl(faviconUrl)
                .primaryColor(primaryColor)
                .gtmId(gtmId)
                .gtmIdTest(gtmIdTest)
                .build();
    }
}

package org.passwordresets.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** The rules of what pages for customers show of an organization. Each is followed by what it expects, in words. */
final class Branding {
    static final String ADDRESS_EXPECTED = "an address such as https://shop.example.com/logo.svg";
    static final String COLOR_EXPECTED = "a color such as #C8984E";
    static final String CONTACT_EXPECTED = "1 to 255 characters, without control characters";
    static final String TAG_MANAGER_EXPECTED = "an id such as GTM-5FJXX6";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final int MAX_ADDRESS = 2048;
    private static final int MAX_CONTACT = 255;
    private static final Pattern TAG_MANAGER = Pattern.compile("GTM-[0-9A-Z]{1,32}");
    private static final Pattern COLOR = Pattern.compile("#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})");

    private Branding() {}

    static boolean isColor(String text) {
        return COLOR.matcher(text).matches();
    }

    /** An email address or a telephone number, as pages show it. */
    static boolean isContact(String text) {
        return !text.isBlank() && text.length() <= MAX_CONTACT && text.chars().noneMatch(Character::isISOControl);
    }

    /** Pages put it into a script. */
    static boolean isTagManager(String text) {
        return TAG_MANAGER.matcher(text).matches();
    }

    static boolean isObject(String text) {
        try {
            return JSON.readTree(text).isObject();
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** Not {@code javascript:} or {@code data:}, because pages may use it as it is. */
    static boolean isAddress(String text) {
        try {
            URI address = new URI(text);
            return ("https".equals(address.getScheme()) || "http".equals(address.getScheme()))
                    && address.getHost() != null
                    && text.length() <= MAX_ADDRESS;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}

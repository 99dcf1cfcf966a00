package org.passwordresets;

import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Nullable;
import java.io.File;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One key of the configuration. An invalid value stops the start with one sentence: the key, its environment variable, and
 * the reason. No sentence quotes a text, because it may be a secret.
 */
public final class Setting {
    private static final int MAX_LENGTH = 255;
    private static final int LAST_PORT = 65535;
    private static final Pattern VISIBLE = Pattern.compile("[^\\p{Cntrl}]*[^\\p{Cntrl}\\s][^\\p{Cntrl}]*");

    private final String key;

    private Setting(String key) {
        this.key = key;
    }

    /** The setting with this key, written as in {@code application.yml}: {@code rate-limits.live}. */
    public static Setting of(String key) {
        return new Setting(key);
    }

    /** The database's address. No sentence quotes any of it, because it may contain a password. */
    public static ConfigurationException unreadableDatabaseAddress() {
        return of("datasources.default.url").refused("must be an address such as jdbc:mysql://db.example.com:3306/app");
    }

    /** Refuses a number that is out of range. */
    public void within(long value, long min, long max) {
        if (value < min || value > max) {
            throw refused("is " + value + "; it must be from " + min + " to " + max);
        }
    }

    /** Refuses a duration that is out of range. */
    public void within(Duration value, Duration min, Duration max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw refused("is " + text(value) + "; it must be from " + text(min) + " to " + text(max));
        }
    }

    /** Refuses a text that is missing, blank, longer than 255 characters, or has control characters. */
    public void text(@Nullable String value) {
        if (value == null) {
            throw refused("is missing");
        }
        textOrNone(value);
    }

    /** Like {@link #text(String)}, but the text may be missing. */
    public void textOrNone(@Nullable String value) {
        if (value == null) {
            return;
        }
        if (value.isBlank()) {
            throw refused("is blank; set it or leave it out");
        }
        if (value.length() > MAX_LENGTH || !VISIBLE.matcher(value).matches()) {
            throw refused("must be at most " + MAX_LENGTH + " characters, without control characters");
        }
    }

    /**
     * Refuses an address that does not have the form {@code https://host[:port][/path]}. A blank address counts as missing.
     */
    public void webAddressOrNone(@Nullable String value) {
        if (value != null && !value.isBlank() && !isWebAddress(value)) {
            throw refused("must be an address such as https://resets.example.com, without a query or credentials");
        }
    }

    private static boolean isWebAddress(String value) {
        try {
            URI address = new URI(value);
            return ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null
                    && address.getPort() <= LAST_PORT
                    && address.getUserInfo() == null
                    && address.getQuery() == null
                    && address.getFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /** Refuses a path without a file or a folder. A blank path counts as missing. */
    public void existingOrNone(@Nullable String value) {
        if (value != null && !value.isBlank() && !new File(value).exists()) {
            throw refused("must be a file or a folder that exists");
        }
    }

    /**
     * The exception that stops the start, with the key, its environment variable, and the reason, which completes the
     * sentence.
     */
    public ConfigurationException refused(String reason) {
        return new ConfigurationException(key + " (environment: " + variable(key) + ") " + reason);
    }

    /** The key, as in {@code application.yml}. */
    public String key() {
        return key;
    }

    /** The environment variable of a key. */
    public static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** Writes a duration as in the configuration: {@code 90s}. */
    private static String text(Duration value) {
        return value.isZero() ? "0s" : value.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }
}

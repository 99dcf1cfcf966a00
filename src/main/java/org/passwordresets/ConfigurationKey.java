package org.passwordresets;

import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.core.type.Argument;
import io.micronaut.core.value.PropertyResolver;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One key of a configuration record. If there is one record per name, the key has a {@code *} for the name, as in {@code
 * auth.applications.*.kind}.
 */
final class ConfigurationKey {
    private static final Set<String> BOOLEANS = Set.of("true", "false", "yes", "no", "on", "off");
    private static final String NAME = "*";
    private static final int MAX_TYPOS = 2;

    private final String prefix;
    private final String name;
    private final Class<?> type;
    private final Argument<?> argument;
    private final Pattern property;
    private final Pattern variable;

    ConfigurationKey(String prefix, Argument<?> argument) {
        this.prefix = prefix.replace("." + NAME, "");
        this.name = prefix + "." + NameUtils.hyphenate(argument.getName());
        this.type = argument.getType();
        this.argument = argument;
        this.property = pattern(name, "[^.]+");
        this.variable = pattern(Setting.variable(name), "(.+)");
    }

    private static Pattern pattern(String text, String anyName) {
        return Pattern.compile(Pattern.quote(text).replace(NAME, "\\E" + anyName + "\\Q"));
    }

    boolean isNamed(String property) {
        return this.property.matcher(property).matches();
    }

    boolean isVariable(String variable) {
        return this.variable.matcher(variable).matches();
    }

    boolean sharesPrefixWith(String property) {
        return property.startsWith(prefix + ".");
    }

    boolean sharesPrefixWithVariable(String variable) {
        return variable.startsWith(Setting.variable(prefix) + "_");
    }

    /** The environment variable, with {@code <NAME>} if the key has a name. */
    String variable() {
        return Setting.variable(name).replace(NAME, "<NAME>");
    }

    /** The key that the variable sets. */
    String nameOf(String variable) {
        Matcher matcher = this.variable.matcher(variable);
        return matcher.matches() && name.contains(NAME)
                ? name.replace(NAME, matcher.group(1).toLowerCase(Locale.ROOT).replace('_', '-'))
                : name;
    }

    /** Whether the framework has found the name in the key. It cannot do so for all environment variables. */
    boolean isAmong(String key, PropertyResolver properties) {
        if (!name.contains(NAME)) {
            return true;
        }
        String found = key.substring(prefix.length() + 1, key.lastIndexOf('.'));
        return properties.getPropertyEntries(prefix).contains(found);
    }

    /** Whether the variable, which is not a setting, is so similar to this one that it must be a misspelling of it. */
    boolean looksLike(String variable) {
        return name.contains(NAME) ? sharesPrefixWithVariable(variable) : distanceTo(variable) <= MAX_TYPOS;
    }

    /** The number of typos between the variable and this one; for a key with a name, between their ends. */
    int distanceTo(String variable) {
        String own = Setting.variable(name);
        String end = own.substring(own.indexOf(NAME) + 1);
        return name.contains(NAME)
                ? typos(end, variable.substring(Math.max(0, variable.length() - end.length())))
                : typos(own, variable);
    }

    /** If the difference in length exceeds the limit, the result is only known to exceed it too. */
    private static int typos(String one, String other) {
        return Math.abs(one.length() - other.length()) > MAX_TYPOS
                ? one.length() + other.length()
                : Typos.between(one, other);
    }

    /** Refuses a text that is not of the key's type. A text is parsed as the framework parses it. */
    void check(String key, String text, ConversionService conversion) {
        if (type == String.class || Iterable.class.isAssignableFrom(type)) {
            return;
        }
        if (text.isBlank()) {
            throw Setting.of(key).refused("is blank; set it or leave it out");
        }
        // The framework parses any other text as false.
        boolean readable =
                isBoolean() ? BOOLEANS.contains(text.toLowerCase(Locale.ROOT)) : isConvertible(text, conversion);
        if (!readable) {
            throw Setting.of(key).refused("must be " + kind());
        }
    }

    private boolean isBoolean() {
        return type == boolean.class || type == Boolean.class;
    }

    private boolean isConvertible(String text, ConversionService conversion) {
        try {
            return conversion.convert(text, argument).isPresent();
        } catch (RuntimeException e) {
            return false;
        }
    }

    private String kind() {
        if (isBoolean()) {
            return "true or false";
        }
        if (type == Duration.class) {
            return "a duration such as 30s, 10m or 2h";
        }
        if (type == Instant.class) {
            return "a time such as 2027-01-31T00:00:00Z";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(value -> value.toString().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining(" or "));
        }
        return Number.class.isAssignableFrom(type) || type.isPrimitive() ? "a whole number" : "an address or a path";
    }
}

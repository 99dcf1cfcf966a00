package org.passwordresets;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.ConfigurationReader;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.context.env.PropertySource;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.core.order.OrderUtil;
import io.micronaut.core.order.Ordered;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses settings that the framework would ignore or misread when it creates the configuration records: misspelled keys and
 * values of the wrong type. Then it creates the records, which refuse values that are out of range, before anything else, so
 * that nothing else fails because of such a value.
 */
@Context
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ConfigurationCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationCheck.class);
    private static final String OURS = ConfigurationCheck.class.getPackageName() + ".";

    private final ApplicationContext context;
    private final List<ConfigurationKey> keys;

    ConfigurationCheck(ApplicationContext context) {
        this.context = context;
        Collection<BeanDefinition<?>> records =
                context.getBeanDefinitions(Qualifiers.byStereotype(ConfigurationReader.class)).stream()
                        .filter(definition -> definition.getBeanType().getName().startsWith(OURS))
                        .sorted(Comparator.comparingInt(
                                definition -> OrderUtil.getOrder(definition.getAnnotationMetadata())))
                        .toList();
        this.keys = records.stream().flatMap(ConfigurationCheck::keys).toList();
        context.getEnvironment().getPropertySources().forEach(this::check);
        records.forEach(definition -> context.getBeansOfType(definition.getBeanType()));
    }

    private static Stream<ConfigurationKey> keys(BeanDefinition<?> definition) {
        String prefix = definition
                .stringValue(ConfigurationReader.class, ConfigurationReader.PREFIX)
                .orElseThrow();
        return Arrays.stream(definition.getConstructor().getArguments())
                .filter(argument -> !argument.getAnnotationMetadata().hasAnnotation(Parameter.class))
                .map(argument -> new ConfigurationKey(prefix, argument));
    }

    private void check(PropertySource source) {
        if (source.getConvention() == PropertySource.PropertyConvention.ENVIRONMENT_VARIABLE) {
            checkVariables(source);
        } else {
            source.forEach(name -> checkProperty(name, source.get(name)));
        }
    }

    private void checkProperty(String property, Object value) {
        String name = NameUtils.hyphenate(property.replaceFirst("\\[\\d+]$", ""));
        Optional<ConfigurationKey> key =
                keys.stream().filter(one -> one.isNamed(name)).findFirst();
        if (key.isEmpty() && keys.stream().anyMatch(one -> one.sharesPrefixWith(name))) {
            throw new ConfigurationException("There is no setting " + name + "; check its spelling");
        }
        key.ifPresent(known -> checkValue(known, name, value));
    }

    /**
     * A platform may set variables with the prefix of ours (Kubernetes does, for a service with the name {@code api}). So a
     * variable stops the start only if it looks like a misspelled setting; for others with our prefix, the log has a warning.
     */
    private void checkVariables(PropertySource source) {
        TreeSet<String> unknown = new TreeSet<>();
        for (String variable : source) {
            keys.stream()
                    .filter(key -> key.isVariable(variable))
                    .findFirst()
                    .ifPresentOrElse(
                            key -> checkVariable(variable, key, source.get(variable)), () -> unknown.add(variable));
        }
        unknown.forEach(this::refuseMisspelled);
        String like = unknown.stream()
                .filter(variable -> keys.stream().anyMatch(key -> key.sharesPrefixWithVariable(variable)))
                .collect(Collectors.joining(", "));
        if (!like.isEmpty()) {
            LOG.warn("These environment variables are not settings of this server: {}", like);
        }
    }

    private void checkVariable(String variable, ConfigurationKey key, Object value) {
        String name = key.nameOf(variable);
        if (!key.isAmong(name, context.getEnvironment())) {
            throw new ConfigurationException(
                    variable + " has no effect: in the environment, a name must be one word, without _");
        }
        checkValue(key, name, value);
    }

    private void refuseMisspelled(String variable) {
        Comparator<ConfigurationKey> nearest = Comparator.comparingInt(key -> key.distanceTo(variable));
        keys.stream().filter(key -> key.looksLike(variable)).min(nearest).ifPresent(key -> {
            throw new ConfigurationException(
                    "There is no setting " + variable + "; did you mean " + key.variable() + "?");
        });
    }

    private void checkValue(ConfigurationKey key, String name, Object value) {
        if (value instanceof CharSequence || value instanceof Number || value instanceof Boolean) {
            String text = context.getEnvironment()
                    .getPlaceholderResolver()
                    .resolvePlaceholders(value.toString())
                    .orElse("");
            key.check(name, text, context.getConversionService());
        }
    }
}

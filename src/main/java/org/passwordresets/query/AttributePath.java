package org.passwordresets.query;

import io.micronaut.core.annotation.Nullable;
import org.passwordresets.contract.Attribute;
import org.passwordresets.contract.Relationship;

/**
 * An attribute of a resource or of a related resource.
 *
 * @param relationship the relationship to follow; null for the resource's own attributes
 */
public record AttributePath(@Nullable Relationship relationship, Attribute attribute) {}

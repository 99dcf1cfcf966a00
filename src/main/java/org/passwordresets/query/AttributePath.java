package org.passwordresets.query;

import io.micronaut.core.annotation.Nullable;
import org.passwordresets.contract.Attribute;
import org.passwordresets.contract.Relationship;

/**
 * An attribute of a resource, or of one that it is related to.
 *
 * @param relationship the way there; null for an attribute of its own
 */
public record AttributePath(@Nullable Relationship relationship, Attribute attribute) {}

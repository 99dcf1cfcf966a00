package org.passwordresets.stub;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.data.jdbc.config.SchemaGenerator;

/** Replaces a framework bean that looks for databases at startup. The stub has none and starts faster without it. */
@Context
@Replaces(SchemaGenerator.class)
final class NoSchemaGenerator {}

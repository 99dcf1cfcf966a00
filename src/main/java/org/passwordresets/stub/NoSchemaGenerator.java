package org.passwordresets.stub;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.data.jdbc.config.SchemaGenerator;

/** In place of what would look for databases at every start: the stub has none, and starts the faster for it. */
@Context
@Replaces(SchemaGenerator.class)
final class NoSchemaGenerator {}

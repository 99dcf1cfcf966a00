package org.passwordresets.stub;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.data.jdbc.config.SchemaGenerator;
import jakarta.inject.Singleton;

/** In place of what would look for databases at every start: the stub has none, and starts the faster for it. */
@Singleton
@Replaces(SchemaGenerator.class)
final class NoSchemaGenerator {}

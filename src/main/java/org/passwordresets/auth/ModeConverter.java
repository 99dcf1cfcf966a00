package org.passwordresets.auth;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import org.passwordresets.generated.model.Mode;

/** Converts the mode to and from its column. */
@Singleton
public final class ModeConverter implements AttributeConverter<Mode, String> {
    @Override
    @Nullable
    public String convertToPersistedValue(@Nullable Mode mode, ConversionContext context) {
        return mode == null ? null : mode.text();
    }

    @Override
    @Nullable
    public Mode convertToEntityValue(@Nullable String text, ConversionContext context) {
        return text == null ? null : Mode.of(text);
    }
}

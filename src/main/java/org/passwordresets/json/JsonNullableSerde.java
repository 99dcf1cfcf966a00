package org.passwordresets.json;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.Decoder;
import io.micronaut.serde.Deserializer;
import io.micronaut.serde.Encoder;
import io.micronaut.serde.Serializer;
import io.micronaut.serde.exceptions.SerdeException;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Reads and writes {@link JsonNullable}. An absent member is omitted from the document. */
@Singleton
final class JsonNullableSerde implements Serializer<JsonNullable<?>>, Deserializer<JsonNullable<?>> {
    @Override
    public Serializer<JsonNullable<?>> createSpecific(EncoderContext context, Argument<? extends JsonNullable<?>> type)
            throws SerdeException {
        Argument<Object> valueType = valueType(type);
        Serializer<? super Object> values = context.findSerializer(valueType).createSpecific(context, valueType);
        return new Serializer<>() {
            @Override
            public void serialize(
                    Encoder encoder,
                    EncoderContext inner,
                    Argument<? extends JsonNullable<?>> ignored,
                    JsonNullable<?> member)
                    throws IOException {
                if (member.value() == null) {
                    encoder.encodeNull();
                } else {
                    values.serialize(encoder, inner, valueType, member.value());
                }
            }

            @Override
            public boolean isAbsent(EncoderContext inner, JsonNullable<?> member) {
                return member == null || !member.isPresent();
            }
        };
    }

    @Override
    public void serialize(
            Encoder encoder, EncoderContext context, Argument<? extends JsonNullable<?>> type, JsonNullable<?> member)
            throws IOException {
        createSpecific(context, type).serialize(encoder, context, type, member);
    }

    @Override
    public Deserializer<JsonNullable<?>> createSpecific(DecoderContext context, Argument<? super JsonNullable<?>> type)
            throws SerdeException {
        Argument<Object> valueType = valueType(type);
        Deserializer<? extends Object> values =
                context.findDeserializer(valueType).createSpecific(context, valueType);
        return new Deserializer<>() {
            @Override
            public JsonNullable<?> deserialize(
                    Decoder decoder, DecoderContext inner, Argument<? super JsonNullable<?>> ignored)
                    throws IOException {
                return decoder.decodeNull()
                        ? JsonNullable.of(null)
                        : JsonNullable.of(values.deserialize(decoder, inner, valueType));
            }

            @Override
            public JsonNullable<?> deserializeNullable(
                    Decoder decoder, DecoderContext inner, Argument<? super JsonNullable<?>> ignored)
                    throws IOException {
                return deserialize(decoder, inner, ignored);
            }

            @Override
            public JsonNullable<?> getDefaultValue(DecoderContext inner, Argument<? super JsonNullable<?>> ignored) {
                return JsonNullable.absent();
            }
        };
    }

    @Override
    public JsonNullable<?> deserialize(Decoder decoder, DecoderContext context, Argument<? super JsonNullable<?>> type)
            throws IOException {
        return createSpecific(context, type).deserialize(decoder, context, type);
    }

    @SuppressWarnings("unchecked")
    private static Argument<Object> valueType(Argument<?> type) {
        return (Argument<Object>) type.getFirstTypeVariable().orElse(Argument.OBJECT_ARGUMENT);
    }
}

package org.passwordresets.stub.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.MediaType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.passwordresets.contract.Contract;

/** Chooses among the media types in the document. */
final class MediaTypes {
    static final String FORM = "application/x-www-form-urlencoded";

    private MediaTypes() {}

    /** The first type that the client accepts, JSON:API first; empty if it accepts none. */
    static Optional<String> acceptable(JsonNode content, List<String> accept) {
        List<String> offered = new ArrayList<>();
        content.fieldNames().forEachRemaining(offered::add);
        offered.sort(Comparator.comparing(type -> !type.equals(Contract.MEDIA_TYPE)));
        if (accept.isEmpty()) {
            return offered.stream().findFirst();
        }
        List<MediaType> ranges = accept.stream()
                .flatMap(header -> List.of(header.split(",")).stream())
                .flatMap(range -> parsed(range).stream())
                .filter(range -> range.getQualityAsNumber().signum() > 0)
                .sorted(Comparator.comparing(MediaType::getQualityAsNumber).reversed())
                .toList();
        return ranges.stream()
                .flatMap(range -> offered.stream().filter(type -> covers(range.getName(), type)))
                .findFirst();
    }

    /** The type in the document that describes a body; null if there is none. */
    @Nullable
    static JsonNode describing(JsonNode content, String contentType) {
        String name =
                parsed(contentType).map(MediaType::getName).orElse(contentType).toLowerCase(Locale.ROOT);
        return content.propertyStream()
                .filter(type -> covers(withoutParameters(type.getKey()), name))
                .max(Comparator.comparing(type -> !type.getKey().contains("*")))
                .map(java.util.Map.Entry::getValue)
                .orElse(null);
    }

    private static boolean covers(String range, String type) {
        String name = withoutParameters(type);
        return range.equals("*/*")
                || range.equalsIgnoreCase(name)
                || range.endsWith("/*") && name.regionMatches(true, 0, range, 0, range.length() - 1)
                || name.equals("*/*");
    }

    static String withoutParameters(String type) {
        return type.split(";")[0].strip();
    }

    static boolean isJson(String type) {
        String name = withoutParameters(type).toLowerCase(Locale.ROOT);
        return name.endsWith("/json") || name.endsWith("+json");
    }

    private static Optional<MediaType> parsed(String text) {
        try {
            return Optional.of(MediaType.of(text.strip()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

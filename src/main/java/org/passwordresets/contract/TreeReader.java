package org.passwordresets.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;

/**
 * Reads one YAML or JSON file. An alias ({@code *name}) is the part that has the anchor ({@code &name}), and a merge key
 * ({@code <<}) adds the members of other objects, as all YAML libraries for OpenAPI read them. Jackson alone would take both as
 * text.
 */
final class TreeReader implements AutoCloseable {
    private static final String MERGE = "<<";
    private static final ObjectMapper SCALARS = new ObjectMapper();
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final YAMLFactory YAML = new AnchoredFactory();

    private final JsonParser parser;
    private final Map<String, JsonNode> anchors = new HashMap<>();

    TreeReader(String file, InputStream content) throws IOException {
        this.parser = (file.endsWith(".json") ? JSON : YAML).createParser(content);
    }

    /** The whole file; missing if it is empty. */
    JsonNode read() throws IOException {
        if (parser.nextToken() == null) {
            return MissingNode.getInstance();
        }
        JsonNode tree = node();
        if (parser.nextToken() != null) {
            throw mistake("this is a second document: put it into a file of its own");
        }
        return tree;
    }

    /** The place of a member, or of the part itself if it has no name. Null if nothing is there. */
    @Nullable
    JsonLocation locate(JsonPointer pointer) throws IOException {
        while (parser.nextToken() != null) {
            if (isNamed() && parser.getParsingContext().pathAsPointer().equals(pointer)) {
                return parser.currentTokenLocation();
            }
        }
        return null;
    }

    /** Whether the current token begins a part: the name of a member, or an element of a list. */
    private boolean isNamed() {
        JsonToken token = parser.currentToken();
        boolean isOwn = token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
        return token == JsonToken.FIELD_NAME
                || (isOwn
                        ? parser.getParsingContext().getParent().inArray()
                        : parser.getParsingContext().inArray());
    }

    private JsonNode node() throws IOException {
        if (parser instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
            JsonNode known = anchors.get(parser.getText());
            if (known == null) {
                throw mistake("there is no anchor &" + parser.getText() + " above");
            }
            return known;
        }
        String anchor = parser instanceof AnchoredParser yaml ? yaml.anchor : null;
        JsonNode node =
                switch (parser.currentToken()) {
                    case START_OBJECT -> object();
                    case START_ARRAY -> array();
                    default -> SCALARS.readTree(parser);
                };
        if (anchor != null) {
            anchors.put(anchor, node);
        }
        return node;
    }

    private ObjectNode object() throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        List<JsonNode> merged = new ArrayList<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            parser.nextToken();
            if (name.equals(MERGE) && parser instanceof YAMLParser) {
                merged.add(merged(node()));
            } else {
                object.set(name, node());
            }
        }
        merged.forEach(source -> merge(source, object));
        return object;
    }

    private JsonNode merged(JsonNode source) throws JsonParseException {
        for (JsonNode each : source.isArray() ? source : List.of(source)) {
            if (!each.isObject()) {
                throw mistake("<< must have an object, or a list of objects");
            }
        }
        return source;
    }

    /** What the object says itself counts more, then what comes first. */
    private static void merge(JsonNode source, ObjectNode object) {
        if (source.isArray()) {
            source.forEach(each -> merge(each, object));
        } else {
            source.properties().forEach(member -> object.putIfAbsent(member.getKey(), member.getValue()));
        }
    }

    private ArrayNode array() throws IOException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(node());
        }
        return array;
    }

    private JsonParseException mistake(String what) {
        return new JsonParseException(parser, what, parser.currentTokenLocation());
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }

    private static final class AnchoredFactory extends YAMLFactory {
        private static final long serialVersionUID = 1L;

        private AnchoredFactory() {
            super(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    // yes, no, on and off are strings, as in YAML 1.2 and the lint.
                    .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS));
        }

        private static LoaderOptions withoutLimit() {
            LoaderOptions options = new LoaderOptions();
            options.setCodePointLimit(Integer.MAX_VALUE);
            return options;
        }

        @Override
        protected YAMLParser _createParser(InputStream content, IOContext context) throws IOException {
            return new AnchoredParser(context, this, _createReader(content, null, context));
        }
    }

    /** Jackson tells the anchors of objects and lists, but not those of scalars. */
    private static final class AnchoredParser extends YAMLParser {
        @Nullable
        private String anchor;

        private AnchoredParser(IOContext context, AnchoredFactory factory, Reader reader) {
            super(
                    context,
                    factory.getParserFeatures(),
                    factory.getFormatParserFeatures(),
                    AnchoredFactory.withoutLimit(),
                    SCALARS,
                    reader);
        }

        @Override
        protected Event getEvent() throws IOException {
            Event event = super.getEvent();
            anchor = event instanceof NodeEvent node ? node.getAnchor() : null;
            return event;
        }
    }
}

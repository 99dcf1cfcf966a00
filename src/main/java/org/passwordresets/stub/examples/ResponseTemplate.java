package org.passwordresets.stub.examples;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An example as text, with placeholders for what differs between requests: the server's address, the requested ids, the trace
 * id. It is split once, so that rendering only joins bytes.
 */
final class ResponseTemplate {
    // Characters of the private use area mark the placeholders while the text is split.
    private static final char BASE = '\uE000';
    private static final char TRACE = '\uE001';
    private static final char FIRST_ID = '\uE002';
    private static final char LAST_GAP = '\uE0FF';

    private final List<byte[]> pieces = new ArrayList<>();
    private final List<Character> gaps = new ArrayList<>();

    private ResponseTemplate(String text) {
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= BASE && text.charAt(i) <= LAST_GAP) {
                pieces.add(text.substring(start, i).getBytes(StandardCharsets.UTF_8));
                gaps.add(text.charAt(i));
                start = i + 1;
            }
        }
        pieces.add(text.substring(start).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param path the operation's path with parameters in braces; an address in the example that matches it shows which ids
     *     of the example are the requested ones
     * @param servers the addresses with which links in the example begin
     */
    static ResponseTemplate of(JsonNode example, String path, List<String> servers) {
        List<String> ids = ids(example, Pattern.compile(pattern(path)));
        return new ResponseTemplate(withGaps(example, "", ids, servers).toString());
    }

    private static String pattern(String path) {
        StringBuilder pattern = new StringBuilder("^https?://[^/]+");
        for (String segment : path.substring(1).split("/")) {
            pattern.append('/').append(segment.startsWith("{") ? "([^/?]+)" : Pattern.quote(segment));
        }
        return pattern.append("(?:[/?].*)?$").toString();
    }

    private static List<String> ids(JsonNode node, Pattern address) {
        if (node.isTextual()) {
            Matcher matcher = address.matcher(node.textValue());
            List<String> ids = new ArrayList<>();
            if (matcher.matches()) {
                for (int group = 1; group <= matcher.groupCount(); group++) {
                    ids.add(matcher.group(group));
                }
            }
            return ids;
        }
        for (JsonNode child : node) {
            List<String> ids = ids(child, address);
            if (!ids.isEmpty()) {
                return ids;
            }
        }
        return List.of();
    }

    private static JsonNode withGaps(JsonNode node, String name, List<String> ids, List<String> servers) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            object.properties()
                    .forEach(member ->
                            copy.set(member.getKey(), withGaps(member.getValue(), member.getKey(), ids, servers)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
            array.forEach(element -> copy.add(withGaps(element, name, ids, servers)));
            return copy;
        }
        return node.isTextual() ? TextNode.valueOf(withGaps(node.textValue(), name, ids, servers)) : node;
    }

    private static String withGaps(String text, String name, List<String> ids, List<String> servers) {
        if (name.equals("trace_id")) {
            return String.valueOf(TRACE);
        }
        for (String server : servers) {
            if (text.startsWith(server + "/")) {
                return BASE + idsInAddress(text.substring(server.length()), ids);
            }
        }
        int known = ids.indexOf(text);
        return known < 0 ? text : String.valueOf((char) (FIRST_ID + known));
    }

    private static String idsInAddress(String address, List<String> ids) {
        String result = address;
        for (int i = 0; i < ids.size(); i++) {
            String gap = String.valueOf((char) (FIRST_ID + i));
            result = result.replaceAll("/" + Pattern.quote(ids.get(i)) + "(?=[/?]|$)", "/" + gap);
        }
        return result;
    }

    /** The example as JSON in UTF-8, with the placeholders filled in. */
    byte[] render(String base, List<String> ids, String traceId) {
        ByteArrayOutputStream text = new ByteArrayOutputStream(2048);
        text.writeBytes(pieces.get(0));
        for (int i = 0; i < gaps.size(); i++) {
            char gap = gaps.get(i);
            String filling = gap == BASE ? base : gap == TRACE ? traceId : ids.get(gap - FIRST_ID);
            text.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(filling));
            text.writeBytes(pieces.get(i + 1));
        }
        return text.toByteArray();
    }
}

package org.passwordresets.html;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.text.TextContentRenderer;

/** Turns the contract's descriptions into HTML. */
public final class Markdown {
    private static final List<Extension> EXTENSIONS =
            List.of(TablesExtension.create(), HeadingAnchorExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(EXTENSIONS)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .urlSanitizer(new DefaultUrlSanitizer(Set.of("http", "https", "mailto")))
            .attributeProviderFactory(context -> Markdown::keepSafeAddress)
            .attributeProviderFactory(context -> Markdown::labelCells)
            .build();
    private static final TextContentRenderer TEXT =
            TextContentRenderer.builder().build();
    /** The second column explains the first, which needs no heading. */
    private static final int MAX_UNLABELED = 2;

    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern END_OF_BLOCK = Pattern.compile("</(?:p|li|t[dhr]|h\\d|pre)>");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Markdown() {}

    /** HTML with paragraphs. */
    public static String html(String markdown) {
        return RENDERER.render(PARSER.parse(markdown));
    }

    /** The text alone, in one line. */
    public static String text(String markdown) {
        return textOf(html(markdown));
    }

    /** The text of HTML, in one line. */
    public static String textOf(String html) {
        String text = TAG.matcher(END_OF_BLOCK.matcher(html).replaceAll(" ")).replaceAll("");
        return SPACE.matcher(text)
                .replaceAll(" ")
                .strip()
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&");
    }

    /** The renderer makes an address such as {@code javascript:…} empty, which would lead to the page itself. */
    private static void keepSafeAddress(Node node, String tag, Map<String, String> attributes) {
        attributes.remove("rel", "nofollow");
        attributes.remove("href", "");
    }

    /** On narrow screens, the cells of a row stand below one another, each with the heading of its column if there are many. */
    private static void labelCells(Node node, String tag, Map<String, String> attributes) {
        if (node instanceof TableBlock) {
            attributes.put("class", "stack");
        } else if (node instanceof TableCell cell && !cell.isHeader() && cell.getPrevious() != null) {
            List<Node> headings = children(
                    cell.getParent().getParent().getParent().getFirstChild().getFirstChild());
            if (headings.size() > MAX_UNLABELED) {
                attributes.put(
                        "data-label",
                        text(headings.get(children(cell.getParent()).indexOf(cell))));
            }
        }
    }

    private static String text(Node heading) {
        return children(heading).stream().map(TEXT::render).collect(Collectors.joining());
    }

    private static List<Node> children(Node node) {
        return Stream.iterate(node.getFirstChild(), Objects::nonNull, Node::getNext)
                .toList();
    }

    /** HTML of a sentence or two, without a paragraph around them. */
    static String inline(String markdown) {
        return html(markdown).strip().replaceFirst("^<p>", "").replaceFirst("</p>$", "");
    }
}

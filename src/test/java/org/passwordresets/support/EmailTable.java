package org.passwordresets.support;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Email addresses as people and attackers send them, and what becomes of each. */
public final class EmailTable {
    private static final Map<String, String> ACCEPTED = new LinkedHashMap<>();

    private EmailTable() {}

    /** What is sent, and the address that is stored for it. */
    public static Map<String, String> accepted() {
        return ACCEPTED;
    }

    private static void asTyped(String... addresses) {
        Stream.of(addresses).forEach(address -> ACCEPTED.put(address, address));
    }

    static {
        asTyped(
                "john.table@example.com",
                "j@example.com",
                "j@e.co",
                "JOHN.Upper@EXAMPLE.com",
                "john+tag@example.com",
                "o'neil@example.com",
                "a!#$%&'*+-/?=^_`{|}~z@example.com",
                "1@example.com",
                "_@example.com",
                "a-@example.com",
                "-a@example.com",
                "a.b.c.d@example.com",
                "a@1.com",
                "a@1-2.example",
                "a@xn--bcher-kva.example",
                "a@example.museum",
                "a@sub.sub.sub.example.com",
                "a@a--b.example",
                "a@example.c0m",
                "x".repeat(64) + "@example.com",
                "a@" + "b".repeat(63) + ".example",
                "a@" + "b.".repeat(100) + "example",
                "jürgen@example.com",
                "josé.garcía@exämple.com",
                "用户@例子.公司",
                "ユーザー@例え.テスト",
                "사용자@예시.한국",
                "пользователь@пример.рф",
                "χρήστης@παράδειγμα.ελ",
                "उपयोगकर्ता@उदाहरण.भारत",
                "مستخدم@مثال.السعودية",
                "משתמש@דוגמה.קום",
                "ผู้ใช้@ตัวอย่าง.ไทย",
                "佐々木@example.jp",
                "col·lega@col·legi.cat",
                "ŁUKASZ@example.pl",
                "ß@straße.example");
        ACCEPTED.put(" space@example.com ", "space@example.com");
        ACCEPTED.put("\t\n\u000B\f\rcontrol@example.com\r\n", "control@example.com");
        ACCEPTED.put("\u0085nel@example.com\u0085", "nel@example.com");
        ACCEPTED.put("\u00A0nbsp@example.com\u00A0", "nbsp@example.com");
        ACCEPTED.put("\u2003em@example.com\u2009", "em@example.com");
        ACCEPTED.put("zwsp@example.com\u200B", "zwsp@example.com");
        ACCEPTED.put("\u200Czwnj@example.com\u200D", "zwnj@example.com");
        ACCEPTED.put("\u200Emarks@example.com\u200F", "marks@example.com");
        ACCEPTED.put("lines@example.com\u2028\u2029", "lines@example.com");
        ACCEPTED.put("\u202Aembedded@example.com\u202C", "embedded@example.com");
        ACCEPTED.put("\u202Eoverridden@example.com", "overridden@example.com");
        ACCEPTED.put("\u202Fnarrow@example.com\u205F", "narrow@example.com");
        ACCEPTED.put("\u2060joined@example.com\u2060", "joined@example.com");
        ACCEPTED.put("\u2066isolated@example.com\u2069", "isolated@example.com");
        ACCEPTED.put("\u3000wide@example.com\u3000", "wide@example.com");
        ACCEPTED.put("\uFEFFbom@example.com\uFEFF", "bom@example.com");
        ACCEPTED.put(" \u00A0\u200B\uFEFF\tall@example.com\t\uFEFF\u200B\u00A0 ", "all@example.com");
        ACCEPTED.put("zoe\u0308@example.com", "zo\u00EB@example.com");
        ACCEPTED.put("nfd@e\u0301cole.example", "nfd@\u00E9cole.example");
        ACCEPTED.put("\u1112\u1161\u11AB@example.com", "\uD55C@example.com");
        ACCEPTED.put("\u0958@example.com", "\u0915\u093C@example.com");
        ACCEPTED.put("a\u0387b@example.com", "a\u00B7b@example.com");
    }

    /** What is refused, as {@code invalid}. */
    public static Stream<String> refused() {
        return Stream.of(
                        Stream.of(
                                "john",
                                "john@",
                                "@example.com",
                                "@",
                                "john@example",
                                "john.example.com",
                                "john@@example.com",
                                "a@b@example.com",
                                "a b@example.com",
                                "a@exam ple.com",
                                "a@example. com",
                                "john<attacker@evil.example>",
                                "<x@example.com>",
                                "John <john@example.com>",
                                "mailto:john@example.com",
                                "a,b@example.com",
                                "x@example.com,y",
                                "x@example.com,y@example.org",
                                "x@example.com;y",
                                "x@example.com;y@example.org",
                                "x@example.com y@example.org",
                                "a;b@example.com",
                                "a:b@example.com",
                                "group:a@example.com;",
                                "\"john\"@example.com",
                                "\"john\u0000@example.com\"",
                                "\"a b\"@example.com",
                                "a\"b@example.com",
                                "a\\b@example.com",
                                "a\\@b@example.com",
                                "john(comment)@example.com",
                                "john@(comment)example.com",
                                "john@example.com(comment)",
                                "a[b]@example.com",
                                "a@[127.0.0.1]",
                                "a@[IPv6:::1]",
                                "a@127.0.0.1",
                                "a@example.123",
                                "a..b@example.com",
                                ".a@example.com",
                                "a.@example.com",
                                ".@example.com",
                                "..@example.com",
                                "a@-example.com",
                                "a@example-.com",
                                "a@example.-com",
                                "a@example.com-",
                                "a@example.com-\u3000",
                                "a@-.com",
                                "a@example..com",
                                "a@.example.com",
                                "a@example.com.",
                                "a@.",
                                "a@..",
                                "a@examp/le.com",
                                "a@example.com#",
                                "a@example.com/",
                                "a@example.com?subject=x",
                                "a@exa_mple.com",
                                "a@exam!ple.com",
                                "a@example.com&b",
                                "a@example.com:25",
                                "=?utf-8?q?=40evil.example=00?=@example.com",
                                "=?utf-8?b?am9obg==?=@example.com",
                                "a=?utf-8?q?b?=@example.com",
                                "x".repeat(65) + "@example.com",
                                "a@" + "b".repeat(64) + ".com",
                                "a@example." + "c".repeat(64),
                                "a@example.com\nBcc: b@example.com",
                                "a\r\n@example.com",
                                "a\r\nBcc:b@example.com",
                                "%0ABcc:b@example.com",
                                "a@example.com%00,"),
                        // Half-width and full-width forms, and other characters that a mailer may take for syntax.
                        Stream.of(
                                "a\uFF20example.com",
                                "a\uFE6Bexample.com",
                                "a@example\uFF0Ecom",
                                "a@example\u3002com",
                                "a@example\uFF61com",
                                "a@b.example\u2024com",
                                "a@ｅxample.com",
                                "\uFF1Ca@example.com",
                                "a\u037Eb@example.com",
                                "a=\u0338b@example.com",
                                "mi\u212Ae@example.com",
                                "a\u1FEFb@example.com",
                                "\uD83D\uDE00@example.com",
                                "\uD842\uDFB7@example.com",
                                "\uD835\uDC23ohn@example.com",
                                "a@\uD83D\uDE00.example"),
                        insides("jo%shn@example.com"),
                        insides("john@exam%sple.com"),
                        // Not removed from the ends: they are no white space, and nobody pastes them.
                        Stream.of("\u0000", "\u0001", "\u001F", "\u007F", "\u00AD", "\uFE0F", "\u180E", "\u3164")
                                .map(character -> "john@example.com" + character))
                .flatMap(part -> part);
    }

    /** With something that nobody sees in the middle. */
    private static Stream<String> insides(String pattern) {
        return Stream.of(
                        "\u0000",
                        "\u0001",
                        "\u0008",
                        "\t",
                        "\n",
                        "\r",
                        "\u001B",
                        " ",
                        "\u007F",
                        "\u0080",
                        "\u0085",
                        "\u009F",
                        "\u00A0",
                        "\u00AD",
                        "\u034F",
                        "\u061C",
                        "\u115F",
                        "\u1160",
                        "\u1680",
                        "\u17B4",
                        "\u180B",
                        "\u180E",
                        "\u2003",
                        "\u200B",
                        "\u200C",
                        "\u200D",
                        "\u200E",
                        "\u200F",
                        "\u2028",
                        "\u2029",
                        "\u202A",
                        "\u202E",
                        "\u202F",
                        "\u2060",
                        "\u2064",
                        "\u2066",
                        "\u206F",
                        "\u2800",
                        "\u3000",
                        "\u3164",
                        "\uE000",
                        "\uFDD0",
                        "\uFE00",
                        "\uFE0F",
                        "\uFEFF",
                        "\uFFA0",
                        "\uFFF9",
                        "\uFFFC",
                        "\uFFFD",
                        "\uFFFE",
                        "\uFFFF",
                        "\uD834\uDD73",
                        "\uDB40\uDC01",
                        "\uDB40\uDC41",
                        "\uDB40\uDD00",
                        "\uDBFF\uDFFF")
                .map(pattern::formatted);
    }
}

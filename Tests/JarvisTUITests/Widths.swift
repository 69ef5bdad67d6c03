import ClusterKit

@testable import CommandLine
@testable import JarvisTUI
@testable import Multiplexer

/// Texts that programs and terminals count differently.
enum Widths {
    static let texts = [
        "漢字漢字漢字", "한글 ｶﾅ Ｆｕｌｌ", "e\u{301}a\u{308}\u{323}o\u{31B}", "Z\u{30D}\u{30D}\u{30D}\u{30D}\u{30D}",
        "❤\u{FE0F} ☎\u{FE0F} 1\u{FE0F}\u{20E3}", "☀ ☀\u{FE0E} ☀\u{FE0F}",
        "👨\u{200D}👩\u{200D}👧\u{200D}👦 family",
        "👍🏽 👩🏿\u{200D}🚀", "🇬🇧🇩🇪 🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
        "שלום עולם", "مرحبا بالعالم", "ไทย ก็ได้", "नमस्ते क्ष", "a\u{200B}b\u{200C}c\u{2060}d\u{FEFF}e",
        "tab\there\ttoo",
        "c1\u{85}\u{9B}31m\u{90}x", "\u{AD}soft\u{AD}", "①②Ⅷ…—“”", "🙂🙂🙂", "\u{1F9D1}\u{1FAE0}\u{1FA75}",
        "ﷺ ﷽",
        "⣿⡇█▌┃", "\u{3000}wide space", "\u{301}begins with a mark",
    ]

    static let snapshot = Hostile.snapshot(of: texts)

    static let conversation: [ChatEntry.Content] = texts.flatMap { text in
        [ChatEntry.Content.operatorText(text), .butlerText("\(text) and **\(text)** in `\(text)`")]
    }
}

/// Texts that try to make a terminal do something, or to pass for another text.
package enum HostileText {
    package static let all = [
        "\u{1B}]52;c;cm0gLXJmIC8=\u{07}", "\u{1B}]0;owned\u{1B}\\", "\u{1B}[2J\u{1B}[H",
        "\u{1B}[6n\u{1B}[c\u{1B}[>c",
        "\u{1B}P$qm\u{1B}\\", "\u{1B}_Gf=100;AAAA\u{1B}\\",
        "\u{1B}]8;;http://evil/\u{07}click\u{1B}]8;;\u{07}",
        "\u{9B}2J", "\u{9D}0;owned\u{9C}", "\u{90}q\u{9C}", "\u{8D}\u{85}\u{84}", "\u{1B}c", "\u{1B}#8",
        "\u{1B}(0lqk",
        "\u{0E}lqk\u{0F}", "a\u{08}\u{08}b\rc\nd\te\u{0B}\u{0C}", "\u{00}\u{05}\u{07}\u{7F}", "\u{1B}[?1049l",
        "\u{1B}[200~rm\u{1B}[201~", "vm\u{202E}gpj.exe", "\u{2066}a\u{2069}\u{200E}\u{200F}\u{61C}",
        "ad\u{200B}min",
        "x\u{E0041}\u{E0042}\u{E007F}", "a\u{FE0F}\u{FE01}\u{E0100}", "\u{FEFF}\u{2060}\u{AD}",
        "\u{2028}\u{2029}",
        "Z\u{30D}\u{30D}\u{30D}\u{30D}\u{30D}\u{30D}\u{30D}\u{30D}", "\u{1B}", "漢\u{1B}[31m字",
        "👨\u{200D}\u{1B}[m👩",
        "\u{1B}]1337;File=inline=1:AAAA\u{07}", "\u{1B}]777;notify;a;b\u{07}", "\u{1B}[21t",
        "\u{1B}[1;1;5;5$w", "\u{1B}Z",
    ]
}

/// A set of characters a program can designate (ISO 2022): how SCS names it and what its codes stand for.
struct Charset: Sendable {
    /// The final byte of SCS, `%` before it where two bytes name the set.
    let designation: StaticString
    /// Whether the set is one of 96 characters, designated by `ESC -`, `ESC .` and `ESC /`.
    let has96: Bool
    /// The lowest conformance level that knows the set.
    let level: ConformanceLevel
    /// Whether the set is known only while national sets are allowed (mode ?42, DECNRCM).
    let isNational: Bool
    /// The scalars of the codes from 0x20 to 0x7F.
    private let scalars: [UInt32]

    private init(
        _ designation: StaticString, level: ConformanceLevel = .vt220, has96: Bool = false,
        isNational: Bool = false, from first: UInt8, _ characters: String
    ) {
        self.designation = designation
        self.has96 = has96
        self.level = level
        self.isNational = isNational
        var scalars = (UInt32(0x20)...0x7f).map { $0 }
        for (index, scalar) in characters.unicodeScalars.enumerated() {
            scalars[Int(first) - 0x20 + index] = scalar.value
        }
        self.scalars = scalars
    }

    /// A national replacement set: what stands at `#@[\]^_` and at the grave accent and `{|}~`.
    private init(national designation: StaticString, level: ConformanceLevel = .vt220, _ characters: String) {
        self.designation = designation
        has96 = false
        self.level = level
        isNational = true
        var scalars = (UInt32(0x20)...0x7f).map { $0 }
        for (code, scalar) in zip(Self.nationalCodes, characters.unicodeScalars) {
            scalars[code - 0x20] = scalar.value
        }
        self.scalars = scalars
    }

    private static let nationalCodes = [0x23, 0x40] + Array(0x5b...0x60) + Array(0x7b...0x7e)

    /// The scalar that a code from 0x20 to 0x7F stands for.
    func scalar(_ code: UInt8) -> UInt32 { scalars[Int(code & 0x7f) - 0x20] }

    /// Where ``all`` has ASCII.
    static let ascii = 0
    /// Where ``all`` has the right half of ISO Latin-1.
    static let latin1 = 1

    /// All sets, by the VT420 Programmer Reference, chapter 2, and https://vt100.net/charsets/technical.html.
    static let all: [Charset] =
        [
            Charset("B", level: .vt100, from: 0x20, ""),
            Charset(
                "A", level: .vt320, has96: true, from: 0x20,
                String(String.UnicodeScalarView((0xa0...0xff).compactMap { Unicode.Scalar(UInt32($0)) }))),
            Charset("A", level: .vt100, from: 0x23, "£"),
            Charset(
                "0", level: .vt100, from: 0x5f,
                " ◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·"),
            Charset("<", from: 0x21, supplemental),
            Charset("%5", level: .vt320, from: 0x21, supplemental),
            Charset(
                ">", level: .vt320, from: 0x21,
                "⎷┌─⌠⌡│⎡⎣⎤⎦⎧⎩⎫⎭⎨⎬\(unknown(11))≤≠≥∫∴∝∞÷Δ∇ΦΓ∼≃Θ×Λ⇔⇒≡ΠΨ\(unknown(1))Σ\(unknown(2))√ΩΞΥ⊂⊃∩∪∧∨"
                    + "¬αβχδεφγηιθκλ\(unknown(1))ν∂πψρστ\(unknown(1))ƒωξυζ←↑→↓"),
        ] + national

    private static let national: [Charset] = [
        Charset(national: "4", "£¾ĳ½|^_`¨ƒ¼´"),
        Charset(national: "5", "#@ÄÖÅÜ_éäöåü"), Charset(national: "C", "#@ÄÖÅÜ_éäöåü"),
        Charset(national: "R", "£à°ç§^_`éùè¨"), Charset(national: "f", "£à°ç§^_`éùè¨"),
        Charset(national: "Q", "#àâçêî_ôéùèû"), Charset(national: "9", level: .vt320, "#àâçêî_ôéùèû"),
        Charset(national: "K", "#§ÄÖÜ^_`äöüß"),
        Charset(national: "Y", "£§°çé^_ùàòèì"),
        Charset(national: "E", "#ÄÆØÅÜ_äæøåü"), Charset(national: "6", "#ÄÆØÅÜ_äæøåü"),
        Charset(national: "`", level: .vt320, "#ÄÆØÅÜ_äæøåü"),
        Charset(national: "%6", level: .vt320, "#@ÃÇÕ^_`ãçõ~"),
        Charset(national: "Z", "£§¡Ñ¿^_`°ñç~"),
        Charset(national: "7", "#ÉÄÖÅÜ_éäöåü"), Charset(national: "H", "#ÉÄÖÅÜ_éäöåü"),
        Charset(national: "=", "ùàéçêîèôäöüû"),
    ]

    /// DEC Supplemental Graphics, from 0x21.
    private static var supplemental: String {
        "¡¢£\(unknown(1))¥\(unknown(1))§¤©ª«\(unknown(4))°±²³\(unknown(1))µ¶·\(unknown(1))¹º»¼½\(unknown(1))¿"
            + "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏ\(unknown(1))ÑÒÓÔÕÖŒØÙÚÛÜŸ\(unknown(1))ß"
            + "àáâãäåæçèéêëìíîï\(unknown(1))ñòóôõöœøùúûüÿ\(unknown(1))"
    }

    private static func unknown(_ count: Int) -> String { String(repeating: "\u{fffd}", count: count) }
}

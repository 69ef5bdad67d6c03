import Text

/// A frame as the text that draws it on a terminal of true colours, line by line.
struct ANSIPicture {
    let text: String

    init(_ frame: Frame, _ colors: PictureColors) {
        var text = ""
        for y in 0..<frame.size.height {
            var last: String?
            for x in 0..<frame.size.width {
                let cell = frame[x, y]
                guard cell.columns > 0 else { continue }
                let rendition = Self.rendition(cell.style, colors)
                if rendition != last { text += "\u{1B}[\(rendition)m" }
                last = rendition
                text.append(cell.character)
            }
            text += "\u{1B}[0m\n"
        }
        self.text = text
    }

    /// The parameters of SGR (ECMA-48, 8.3.117) for a style.
    private static func rendition(_ style: Style, _ colors: PictureColors) -> String {
        let (ink, ground) = colors.seen(style)
        var parts = ["0"]
        for (attribute, parameter) in attributes where style.attributes.contains(attribute) {
            parts.append(parameter)
        }
        parts.append("38;2;\(ink.red);\(ink.green);\(ink.blue)")
        parts.append("48;2;\(ground.red);\(ground.green);\(ground.blue)")
        return parts.joined(separator: ";")
    }

    private static let attributes: [(Attributes, String)] = [
        (.bold, "1"), (.italic, "3"), (.underline, "4"), (.doubleUnderline, "4"), (.curlyUnderline, "4"),
        (.dottedUnderline, "4"), (.dashedUnderline, "4"), (.strikethrough, "9"), (.overline, "53"),
    ]
}

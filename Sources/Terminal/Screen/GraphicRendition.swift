/// SGR: colours and attributes (ECMA-48 §8.3.117, ITU-T T.416, xterm's ctlseqs).
extension TerminalStyle {
    /// Takes the parameters of an SGR in.
    mutating func change(by parameters: borrowing SequenceParameters) {
        if parameters.count == 0 {
            self = .plain
            return
        }
        var index = 0
        while index < parameters.count {
            let value = parameters.value(index)
            switch value {
            case 38, 48, 58: index = setColor(value, parameters, index)
            case 4:
                let style = parameters.isJoined(index + 1) ? parameters.value(index + 1) : 1
                underline = Underline(rawValue: UInt8(clamping: style)) ?? .single
            default: setAttribute(value)
            }
            index += 1 + parameters.joinedCount(after: index)
        }
    }

    private mutating func setAttribute(_ value: Int) {
        switch value {
        case 0: self = .plain
        case 30...37: foreground = .palette(UInt8(value - 30))
        case 39: foreground = .standard
        case 40...47: background = .palette(UInt8(value - 40))
        case 49: background = .standard
        case 59: underlineColor = .standard
        case 90...97: foreground = .palette(UInt8(value - 82))
        case 100...107: background = .palette(UInt8(value - 92))
        case 21: underline = .double
        case 24: underline = .none
        default: switchAttribute(value)
        }
    }

    private mutating func switchAttribute(_ value: Int) {
        guard value < Self.switches.count else {
            if value == 53 { attributes.insert(.overline) }
            if value == 55 { attributes.remove(.overline) }
            return
        }
        let (switched, isOn) = Self.switches[value]
        if isOn { attributes.insert(switched) } else { attributes.remove(switched) }
    }

    /// What the numbers from 0 to 29 switch on or off.
    private static let switches: [(Attributes, Bool)] = {
        var table = [(Attributes, Bool)](repeating: ([], false), count: 30)
        table[1] = (.bold, true)
        table[2] = (.faint, true)
        table[3] = (.italic, true)
        table[5] = (.blink, true)
        table[6] = (.blink, true)
        table[7] = (.inverse, true)
        table[8] = (.hidden, true)
        table[9] = (.strikethrough, true)
        table[22] = ([.bold, .faint], false)
        table[23] = (.italic, false)
        table[25] = (.blink, false)
        table[27] = (.inverse, false)
        table[28] = (.hidden, false)
        table[29] = (.strikethrough, false)
        return table
    }()

    /// Reads a colour in one of its forms and returns the index of its last number.
    ///
    /// `38;5;n`, `38;2;r;g;b`, `38:5:n`, `38:2:r:g:b` and `38:2:space:r:g:b` are all in use.
    private mutating func setColor(
        _ target: Int, _ parameters: borrowing SequenceParameters, _ index: Int
    ) -> Int {
        let joined = parameters.joinedCount(after: index)
        let kind = parameters.value(index + 1)
        if kind == 5 {
            if parameters.count > index + 2 {
                setColor(target, .palette(UInt8(clamping: parameters.value(index + 2))))
            }
            return joined > 0 ? index : min(index + 2, parameters.count)
        }
        guard kind == 2 else { return joined > 0 ? index : min(index + 1, parameters.count) }
        let first = joined >= 5 ? index + 3 : index + 2
        if parameters.count > first + 2 {
            setColor(
                target,
                .rgb(
                    UInt8(clamping: parameters.value(first)), UInt8(clamping: parameters.value(first + 1)),
                    UInt8(clamping: parameters.value(first + 2))))
        }
        return joined > 0 ? index : min(index + 4, parameters.count)
    }

    private mutating func setColor(_ target: Int, _ color: TerminalColor) {
        switch target {
        case 38: foreground = color
        case 48: background = color
        default: underlineColor = color
        }
    }

    /// The numbers of an SGR that makes the style, with colours in the form xterm tells them.
    var reportedRendition: String {
        var numbers = ["0"]
        for (number, entry) in Self.switches.enumerated()
        where number != 6 && entry.1 && attributes.contains(entry.0) && !entry.0.isEmpty {
            numbers.append("\(number)")
        }
        switch underline {
        case .none: break
        case .single: numbers.append("4")
        case .double: numbers.append("21")
        case .curly, .dotted, .dashed: numbers.append("4:\(underline.rawValue)")
        }
        if attributes.contains(.overline) { numbers.append("53") }
        for (target, color) in [(38, foreground), (48, background), (58, underlineColor)] {
            switch color.value {
            case .standard: break
            case .palette(let entry) where target == 58 || entry > 15: numbers.append("\(target):5:\(entry)")
            case .palette(let entry):
                numbers.append("\(target - 8 + (entry < 8 ? Int(entry) : Int(entry) + 52))")
            case .rgb(let red, let green, let blue): numbers.append("\(target):2::\(red):\(green):\(blue)")
            }
        }
        return numbers.joined(separator: ";")
    }
}

/// Renditions that a program put aside (XTPUSHSGR and XTPOPSGR, xterm's ctlseqs): the newest ten.
struct RenditionStack {
    /// A style and the numbers of what is to be taken back of it; everything when there are none.
    private struct Entry {
        let style: TerminalStyle
        let parts: [Int]
    }

    private static let limit = 10

    private var entries: [Entry] = []

    mutating func push(_ style: TerminalStyle, parts: [Int]) {
        if entries.count == Self.limit { entries.removeFirst() }
        entries.append(Entry(style: style, parts: parts))
    }

    /// The style that `current` becomes; `nil` when nothing is put aside.
    mutating func pop(into current: TerminalStyle) -> TerminalStyle? {
        guard let entry = entries.popLast() else { return nil }
        if entry.parts.isEmpty { return entry.style }
        var style = current
        for part in entry.parts { Self.apply(part, of: entry.style, into: &style) }
        return style
    }

    private static let attributes: [Int: TerminalStyle.Attributes] = [
        1: .bold, 2: .faint, 3: .italic, 5: .blink, 7: .inverse, 8: .hidden, 9: .strikethrough,
    ]

    private static func apply(_ part: Int, of old: TerminalStyle, into style: inout TerminalStyle) {
        switch part {
        case 4, 21: style.underline = old.underline
        case 10, 30: style.foreground = old.foreground
        case 11, 31: style.background = old.background
        default:
            guard let attribute = attributes[part] else { return }
            style.attributes.subtract(attribute)
            style.attributes.formUnion(old.attributes.intersection(attribute))
        }
    }
}

extension TerminalScreen {
    /// XTPUSHSGR: puts the pen's rendition aside, or the parts of it that the parameters name.
    mutating func pushRendition(_ parameters: borrowing SequenceParameters) {
        let parts = (0..<parameters.count).map { parameters.value($0) }.filter { $0 > 0 }
        renditions.push(cursor.pen.style, parts: parts)
    }

    /// XTPOPSGR: takes it back.
    mutating func popRendition() {
        guard let style = renditions.pop(into: cursor.pen.style) else { return }
        cursor.pen.style = style
        penCells.isStale = true
    }

    /// XTREPORTSGR: the rendition that the cells of a rectangle have in common.
    mutating func reportRendition(of area: Rectangle?) {
        guard let area else { return }
        var common = style(of: grid.line(area.rows.lowerBound)[area.columns.lowerBound])
        for row in area.rows {
            for column in area.columns { common.keep(style(of: grid.line(row)[column])) }
        }
        reply("\u{1b}[\(common.reportedRendition)m")
    }
}

extension TerminalStyle {
    /// Gives up what another style does not share.
    fileprivate mutating func keep(_ other: TerminalStyle) {
        attributes.formIntersection(other.attributes)
        if underline != other.underline { underline = .none }
        if foreground != other.foreground { foreground = .standard }
        if background != other.background { background = .standard }
        if underlineColor != other.underlineColor { underlineColor = .standard }
    }
}

/// SGR: the pen's colours and attributes (ECMA-48 §8.3.117, ITU-T T.416, xterm's ctlseqs).
extension TerminalScreen {
    mutating func setRendition(_ parameters: borrowing SequenceParameters) {
        penIsStale = true
        if parameters.count == 0 {
            cursor.style = .plain
            return
        }
        var index = 0
        while index < parameters.count {
            let value = parameters.value(index)
            switch value {
            case 38, 48, 58: index = setColor(value, parameters, index)
            case 4:
                let style = parameters.isJoined(index + 1) ? parameters.value(index + 1) : 1
                cursor.style.underline = TerminalStyle.Underline(rawValue: UInt8(clamping: style)) ?? .single
            default: setAttribute(value)
            }
            index += 1 + parameters.joinedCount(after: index)
        }
    }

    private mutating func setAttribute(_ value: Int) {
        switch value {
        case 0: cursor.style = .plain
        case 30...37: cursor.style.foreground = .palette(UInt8(value - 30))
        case 39: cursor.style.foreground = .standard
        case 40...47: cursor.style.background = .palette(UInt8(value - 40))
        case 49: cursor.style.background = .standard
        case 59: cursor.style.underlineColor = .standard
        case 90...97: cursor.style.foreground = .palette(UInt8(value - 82))
        case 100...107: cursor.style.background = .palette(UInt8(value - 92))
        case 21: cursor.style.underline = .double
        case 24: cursor.style.underline = .none
        default: switchAttribute(value)
        }
    }

    private mutating func switchAttribute(_ value: Int) {
        guard value < Self.switches.count else {
            if value == 53 { cursor.style.attributes.insert(.overline) }
            if value == 55 { cursor.style.attributes.remove(.overline) }
            return
        }
        let (attributes, isOn) = Self.switches[value]
        if isOn {
            cursor.style.attributes.insert(attributes)
        } else {
            cursor.style.attributes.remove(attributes)
        }
    }

    /// What the numbers from 0 to 29 switch on or off.
    fileprivate static let switches: [(TerminalStyle.Attributes, Bool)] = {
        var table = [(TerminalStyle.Attributes, Bool)](repeating: ([], false), count: 30)
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
        case 38: cursor.style.foreground = color
        case 48: cursor.style.background = color
        default: cursor.style.underlineColor = color
        }
    }
}

extension TerminalStyle {
    /// The numbers of an SGR that makes the style, with colours in the form xterm tells them.
    var reportedRendition: String {
        var numbers = ["0"]
        for (number, entry) in TerminalScreen.switches.enumerated()
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

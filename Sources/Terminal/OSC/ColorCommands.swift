import Text

/// OSC 4, 5, 10 to 19 and their resets: colours set, asked for, and given back.
extension TerminalScreen {
    /// How many colours one command may name.
    private static var colorLimit: Int { 512 }
    private static var specialCount: Int { 5 }

    /// OSC 4: pairs of a number and a colour or `?`; from 256 on the special colours.
    mutating func setPalette(_ command: OperatingSystemCommand.Argument) {
        for (number, value) in pairs(command) {
            guard let slot = Self.paletteSlot(number) else { continue }
            set(slot, value, command, "\(number);")
        }
    }

    /// OSC 5: pairs of the number of a special colour and a colour or `?`.
    mutating func setSpecialColors(_ command: OperatingSystemCommand.Argument) {
        for (number, value) in pairs(command) where number < Self.specialCount {
            set(.special(number), value, command, "\(number);")
        }
    }

    /// OSC 10 to 19: each further colour or `?` is for the next number.
    mutating func setDynamicColors(_ command: OperatingSystemCommand.Argument) {
        for (offset, value) in command.fields().enumerated() where command.number + offset <= 19 {
            set(.dynamic(command.number + offset), value, command, "", number: command.number + offset)
        }
    }

    /// OSC 104: gives back the colours that are named, or the whole palette.
    mutating func resetPalette(_ command: OperatingSystemCommand.Argument) {
        func isOfPalette(_ slot: ColorTable.Slot) -> Bool {
            if case .palette = slot { true } else { false }
        }
        reset(command, slot: Self.paletteSlot, all: isOfPalette)
    }

    /// OSC 105: gives back the special colours that are named, or all of them.
    mutating func resetSpecialColors(_ command: OperatingSystemCommand.Argument) {
        func isSpecial(_ slot: ColorTable.Slot) -> Bool {
            if case .special = slot { true } else { false }
        }
        reset(command, slot: { .special($0) }, all: isSpecial)
    }

    /// OSC 110 to 119: gives back one of the dynamic colours.
    mutating func resetDynamicColor(_ number: Int) {
        change(.dynamic(number), to: nil)
    }

    private static func paletteSlot(_ number: Int) -> ColorTable.Slot? {
        if let index = UInt8(exactly: number) { return .palette(index) }
        return number < 256 + specialCount ? .special(number - 256) : nil
    }

    private mutating func set(
        _ slot: ColorTable.Slot, _ value: ArraySlice<UInt8>, _ command: OperatingSystemCommand.Argument,
        _ name: String, number: Int? = nil
    ) {
        if value.elementsEqual([0x3f]) {
            let color = colors[slot] ?? policy.colors[slot]
            reply(to: command, number ?? command.number, name + color.specification)
        } else if let color = ColorSpecification.color(value) {
            change(slot, to: color)
        }
    }

    private mutating func reset(
        _ command: OperatingSystemCommand.Argument, slot: (Int) -> ColorTable.Slot?,
        all isMeant: (ColorTable.Slot) -> Bool
    ) {
        if command.value.isEmpty {
            if colors.reset(where: isMeant) { damageAll() }
            return
        }
        for field in command.fields(limit: Self.colorLimit) {
            guard let number = Self.number(field), let slot = slot(number) else { continue }
            change(slot, to: nil)
        }
    }

    /// Changes the table, and has all drawn anew when a colour that is shown is another one then.
    private mutating func change(_ slot: ColorTable.Slot, to color: RGB?) {
        guard colors[slot] != color else { return }
        colors[slot] = color
        if slot.isShown { damageAll() }
    }

    private func pairs(_ command: OperatingSystemCommand.Argument) -> [(Int, ArraySlice<UInt8>)] {
        let fields = command.fields(limit: Self.colorLimit * 2 + 1)
        return stride(from: 0, to: fields.count - 1, by: 2).compactMap { index in
            Self.number(fields[index]).map { ($0, fields[index + 1]) }
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.count <= 4, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}

/// Whether the colours are dark or light, for programs that dress for it
/// (https://contour-terminal.org/vt-extensions/color-palette-update-notifications/).
extension TerminalScreen {
    /// Takes the colours of another theme; told when mode 2031 is set.
    mutating func use(_ colors: StandardColors) {
        guard colors != policy.colors else { return }
        policy.colors = colors
        if modes.contains(.colorSchemeReports) { reportColorScheme() }
    }

    /// DSR 996's answer.
    mutating func reportColorScheme() {
        reply("\u{1b}[?997;\(policy.colors.background.isDark ? 1 : 2)n")
    }
}

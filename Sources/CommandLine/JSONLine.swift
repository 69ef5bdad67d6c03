extension String {
    /// A JSON document with its line's end, as it may go to a terminal.
    ///
    /// What would steer a terminal or hide on it, such as a C1 control in a guest's name, is written as `\u009b`, which
    /// is the same text to whoever reads JSON (RFC 8259 §7).
    var asJSONLine: String {
        var line = ""
        for scalar in unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    line += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            default: line.unicodeScalars.append(scalar)
            }
        }
        return line + "\n"
    }
}

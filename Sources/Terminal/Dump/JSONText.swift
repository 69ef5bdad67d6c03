import Text

/// The JSON that this room writes (RFC 8259): keys in the order they are given.
enum JSONText {
    /// A string with its quotation marks.
    ///
    /// What would steer a terminal or hide on it is written as `\u009b`, so that the document may be looked at on one.
    static func string(_ text: String) -> String {
        var quoted = "\""
        append(text, to: &quoted)
        return quoted + "\""
    }

    /// An object on one line; members that are `nil` are left out.
    static func object(_ members: [(String, String?)]) -> String {
        let written = members.compactMap { key, value in value.map { "\(string(key)): \($0)" } }
        return "{" + written.joined(separator: ", ") + "}"
    }

    /// Adds a text's characters as they stand between quotation marks.
    static func append(_ text: String, to quoted: inout String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case " "..."~": quoted.unicodeScalars.append(scalar)
            default:
                if isHidden(scalar) {
                    escape(scalar, to: &quoted)
                } else {
                    quoted.unicodeScalars.append(scalar)
                }
            }
        }
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    private static func escape(_ scalar: Unicode.Scalar, to quoted: inout String) {
        for unit in String(scalar).utf16 { quoted += "\\u" + Hexadecimal.digits(unit, width: 4) }
    }
}

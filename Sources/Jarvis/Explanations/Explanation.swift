import JSON

/// What an error means and what helps, by the code that it is printed with: known without any network.
package struct Explanation: Sendable, Hashable {
    /// `J-PVE-401`.
    package let code: String
    package let cause: String
    package let remedy: String

    init(_ code: String, cause: String, remedy: String) {
        self.code = code
        self.cause = cause
        self.remedy = remedy
    }

    /// Every one, by area and number.
    package static let all = aboutClusters + aboutMinds + aboutGate + aboutHouse + aboutScreens

    /// The one of a code, in whatever case it is written and with or without its `J-`.
    package static func named(_ code: String) -> Explanation? {
        let code = code.uppercased()
        return all.first { $0.code == code || $0.code == "J-" + code }
    }

    /// The code that a sentence ends with in brackets, as `told` has it; `nil` where it ends with none that there is.
    package static func code(atEndOf text: String) -> String? {
        guard text.hasSuffix("]"), let open = text.lastIndex(of: "[") else { return nil }
        let code = text[text.index(after: open)...].dropLast()
        return all.first { $0.code == code }?.code
    }

    /// `{"code", "cause", "remedy"}`.
    package var json: JSONValue {
        ["code": .string(code), "cause": .string(cause), "remedy": .string(remedy)]
    }
}

import AIKit
import Memory
import Text

/// Lets the operator choose how the butler speaks: `/style` and what stands behind it.
///
/// What he chose counts in every cluster, and before what the configuration says.
struct StyleDesk: Sendable {
    let preferences: Preferences
    let configured: ButlerStyle

    private static let key = "ai.style"
    /// Goes by the configuration again.
    private static let auto = "auto"

    /// How he is to speak now.
    func style() async throws(MemoryError) -> ButlerStyle { try await chosen() ?? configured }

    private func chosen() async throws(MemoryError) -> ButlerStyle? {
        try await preferences.value(of: Self.key).flatMap(ButlerStyle.init(rawValue:))
    }

    /// What is said to the words behind `/style`: a name chooses, `auto` leaves it to the configuration, and no word tells
    /// how he speaks.
    func reply(to words: String) async -> String {
        let word = words.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
        do throws(MemoryError) {
            if word.isEmpty { return Self.words(try await chosen(), configured) }
            if word == Self.auto {
                try await preferences.remove(Self.key)
                return "From the next question on I speak as ai.style has it: \(configured.rawValue)."
            }
            guard let style = ButlerStyle(rawValue: word) else {
                return
                    "There is no style \"\(Untrusted(words).line.clipped(toColumns: 40))\"; there are \(Self.names), and auto."
            }
            try await preferences.set(Self.key, to: style.rawValue, at: .now)
            return "From the next question on I speak in the style \(style.rawValue)\(Self.note(style))."
        } catch {
            return "How I speak could not be remembered: \(error)"
        }
    }

    private static func words(_ chosen: ButlerStyle?, _ configured: ButlerStyle) -> String {
        guard let chosen else {
            return
                "I speak in the style \(configured.rawValue), as ai.style has it; there are \(names), and /style "
                + "with one of them chooses."
        }
        return
            "You chose the style \(chosen.rawValue)\(note(chosen)); there are \(names), and /style auto goes by ai.style "
            + "again, which is \(configured.rawValue)."
    }

    private static let names = ButlerStyle.allCases.map(\.rawValue).joined(separator: ", ")

    private static func note(_ style: ButlerStyle) -> String {
        switch style {
        case .casual: ", with a light wit"
        case .work: ", formally"
        case .info: ", bare facts"
        }
    }
}

import Text

/// Why a server of MCP could not be asked, in a sentence without the server's name; its own words are made visible and cut.
package enum MCPFault: Error, Sendable, Hashable {
    /// Nothing was sent.
    case unreached(String)
    /// It ended, or the connection broke, before an answer.
    case gone(String)
    /// It was silent for so long.
    case silent(Duration)
    /// It sends more than is taken, in words.
    case flood(String)
    /// It answers with what is no answer.
    case nonsense(String)
    /// It answers with an error of its own.
    case refused(code: Int, String)
    /// What it offers is not what the conversation began with.
    case changed(String)
    case cancelled

    /// Whether a call that ends so may have been carried out all the same.
    package var leavesDoubt: Bool {
        switch self {
        case .gone, .silent, .flood, .nonsense, .cancelled: true
        case .unreached, .refused, .changed: false
        }
    }

    /// Whether what was connected is not to be used any more.
    package var endsConnection: Bool {
        switch self {
        case .unreached, .gone, .flood, .nonsense: true
        case .silent, .refused, .changed, .cancelled: false
        }
    }

    /// Words of the server, or of the way to it, within a sentence: one line, without secrets, of at most 200 columns.
    package static func quoted(_ text: String) -> String {
        let ended = text.hasSuffix(".") ? String(text.dropLast()) : text
        return Untrusted(ended.coveringSecrets).words(columns: 200)
    }
}

extension MCPFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unreached(let words): "it cannot be reached: \(words)"
        case .gone(let words): "it went away before it answered: \(words)"
        case .silent(let limit): "it did not answer within \(limit.components.seconds) seconds"
        case .flood(let words): "it sends too much: \(words)"
        case .nonsense(let words): "it does not speak MCP as it should: \(words)"
        case .refused(let code, let words): "it refused, with the error \(code): \(words)"
        case .changed(let words): words
        case .cancelled: "the call was taken back"
        }
    }
}

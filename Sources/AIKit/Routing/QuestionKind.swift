/// What the operator wants with a question, as far as it decides who is asked.
package enum QuestionKind: String, Sendable, Hashable, CaseIterable {
    /// A short question that a look or two answers.
    case read
    /// Why something is as it is.
    case diagnose
    /// Something is to be changed.
    case act
    /// What is said is for nobody outside this network.
    case `private`
    /// Not the operator's: what was said is to be put into few words.
    case summary
}

/// How far what is said to a model goes.
package enum ModelPrivacy: String, Sendable, Hashable, CaseIterable {
    /// Nothing leaves this machine or its network.
    case lan
    /// Somebody else's server reads it.
    case cloud

    /// The questions that a model is asked first where nobody says otherwise.
    package var usualUses: Set<QuestionKind> {
        switch self {
        case .lan: [.read, .private]
        case .cloud: [.read, .diagnose, .act]
        }
    }
}

extension QuestionKind {
    /// What a question is, judged by its words alone; what is handed over with it is private.
    package init(of question: String, handsOver: Bool = false) {
        let words = question.lowercased().split { !($0.isLetter || $0.isNumber || "'’".contains($0)) }
            .map(String.init)
        let named = Set(words)
        if handsOver || !named.isDisjoint(with: Self.privateWords) {
            self = .private
        } else if Self.asksForChange(words) {
            self = .act
        } else if !named.isDisjoint(with: Self.diagnosticWords) || words.count > Self.mostWords {
            self = .diagnose
        } else {
            self = .read
        }
    }

    /// The words of a short question.
    private static let mostWords = 14

    private static let privateWords: Set<String> = [
        "private", "privately", "confidential", "secret", "secrets", "password", "passwords", "passphrase",
        "credential", "credentials",
    ]

    private static let diagnosticWords: Set<String> = [
        "why", "diagnose", "diagnosis", "analyse", "analyze", "analysis", "investigate", "debug",
        "troubleshoot", "explain", "cause", "caused", "causes", "reason", "compare", "correlate", "because",
        "wrong", "broken", "fails", "failed", "failing", "crash", "crashed", "crashes", "slow", "slower",
        "hang", "hangs", "stuck", "recommend", "suggest", "plan", "should", "optimise", "optimize", "fix",
    ]

    private static let changes: Set<String> = [
        "start", "stop", "restart", "reboot", "shutdown", "shut", "boot", "kill", "migrate", "move", "delete",
        "remove", "destroy", "create", "clone", "resize", "suspend", "resume", "reset", "snapshot", "restore",
        "rollback", "upgrade", "update", "install", "enable", "disable", "set", "change", "turn", "undo",
        "backup", "bring",
    ]

    /// What a wish begins with before its verb.
    private static let openings: Set<String> = [
        "please", "jarvis", "can", "could", "would", "will", "you", "now", "then", "and", "just", "go",
        "ahead",
        "kindly", "i", "want", "to", "let's", "need", "ok", "okay", "yes", "so", "hey",
    ]

    /// A verb of change at the beginning, or behind one of the words that join wishes; a mere yes is one to what was
    /// proposed.
    private static func asksForChange(_ words: [String]) -> Bool {
        if !words.isEmpty, words.allSatisfy({ openings.contains($0) || ["do", "it"].contains($0) }) {
            return true
        }
        if let first = words.first(where: { !openings.contains($0) }), changes.contains(first) { return true }
        return zip(words, words.dropFirst()).contains { before, word in
            ["and", "then", "please", "to"].contains(before) && changes.contains(word)
        }
    }
}

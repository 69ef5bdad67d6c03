import JSON

/// One thing an examination looked at.
package struct Finding: Sendable, Hashable {
    /// What to think of it.
    package enum Verdict: String, Sendable, CaseIterable {
        case good
        /// Could not be found out, or does not apply.
        case unknown
        /// Jarvis works, but something is not as it should be.
        case warning
        /// Something does not work.
        case fault
    }

    /// What was looked at, in a few words: `cluster home: rights`.
    package var subject: String
    package var verdict: Verdict
    /// What was found, and what to do about it.
    package var text: String

    package init(_ subject: String, _ verdict: Verdict, _ text: String) {
        self.subject = subject
        self.verdict = verdict
        self.text = text
    }

    /// `{"subject", "verdict", "text"}`.
    package var json: JSONValue {
        ["subject": .string(subject), "verdict": .string(verdict.rawValue), "text": .string(text)]
    }

    package init?(_ json: JSONValue) {
        guard let subject = json["subject"]?.string, let text = json["text"]?.string,
            let verdict = json["verdict"]?.string.flatMap(Verdict.init(rawValue:))
        else { return nil }
        self.init(subject, verdict, text)
    }
}

/// What of a talk one would take along.
extension ChatPane {
    /// Whether anything was answered.
    var hasAnswer: Bool {
        entries.contains { if case .butlerText = $0.content { true } else { false } }
    }

    /// What the operator said last.
    var lastQuestion: String? {
        for entry in entries.reversed() {
            if case .operatorText(let text) = entry.content { return text }
        }
        return nil
    }

    /// The last answer, as it was written.
    var lastAnswer: String? { answers.last }

    /// What stands in the last block of code that an answer has.
    var lastCode: String? {
        answers.lazy.reversed().compactMap(\.lastCodeBlock).first
    }

    /// The answers; a long one is several entries.
    private var answers: [String] {
        var answers: [[String]] = []
        var goesOn = false
        for entry in entries {
            guard case .butlerText(let text) = entry.content else {
                goesOn = false
                continue
            }
            if goesOn { answers[answers.count - 1].append(text) } else { answers.append([text]) }
            goesOn = true
        }
        return answers.map { $0.joined(separator: "\n\n") }
    }
}

extension String {
    /// The lines of the last block between fences; one that is still open goes to the end.
    fileprivate var lastCodeBlock: String? {
        var last: [Substring]?
        var isCode = false
        for line in split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            if line.hasPrefix("```") {
                isCode.toggle()
                if isCode { last = [] }
            } else if isCode {
                last?.append(line)
            }
        }
        return last?.joined(separator: "\n")
    }
}

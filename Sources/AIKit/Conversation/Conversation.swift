import JSON

/// What was said so far.
///
/// It only grows: editing an earlier message would void signatures and caches.
///
/// Facts that change, such as the cluster's state, belong in appended messages and not in `system`.
package struct Conversation: Sendable, Hashable {
    /// The system prompt, fixed for the life of the conversation.
    package let system: String
    package private(set) var messages: [Message]
    /// What stands for its beginning where it is sent; `nil` where all of it is sent.
    package private(set) var consolidation: Consolidation?

    package init(system: String, messages: [Message] = [], consolidation: Consolidation? = nil) {
        self.system = system
        self.messages = []
        for message in messages { append(message) }
        self.consolidation = consolidation?.fitted(to: self.messages)
    }

    /// Has something stand for its beginning from now on, in the place of what did so before.
    package mutating func consolidate(_ consolidation: Consolidation) {
        self.consolidation = consolidation.fitted(to: messages)
    }

    /// The messages that nothing stands for.
    package var standing: ArraySlice<Message> { messages.dropFirst(consolidation?.folded ?? 0) }

    /// Adds a message at the end.
    ///
    /// When tool uses are still open and the message does not answer them, error results are put in
    /// first, so that the conversation is always one a server accepts. A result without its tool use
    /// is dropped for the same reason.
    package mutating func append(_ message: Message) {
        var message = message
        let open = openToolUses
        let openIDs = Set(open.map(\.id))
        message.content.removeAll { block in
            if case .toolResult(let result) = block { !openIDs.contains(result.id) } else { false }
        }
        let answered = Set(message.toolResults.map(\.id))
        let missing = open.filter { !answered.contains($0.id) }.map { use in
            ContentBlock.toolResult(
                ToolResult(
                    id: use.id, content: "This call was interrupted and gave no result.", isError: true))
        }
        if message.role == .user {
            message.content = resultsFirst(message.content, missing)
        } else if !missing.isEmpty {
            messages.append(Message(role: .user, content: missing))
        }
        guard !message.content.isEmpty else { return }
        messages.append(message)
    }

    /// The tool uses of the last message that have no result yet.
    package var openToolUses: [ToolUse] {
        guard let last = messages.last, last.role == .assistant else { return [] }
        return last.toolUses
    }

    /// Whether text from outside, such as a guest's name or a log line, is part of the conversation, or of one that it goes
    /// on from.
    package var holdsUntrustedText: Bool {
        consolidation?.traits.isTainted == true
            || messages.contains { message in
                !message.handed.isEmpty || message.toolResults.contains { $0.structured != nil }
            }
    }

    private func resultsFirst(_ content: [ContentBlock], _ missing: [ContentBlock]) -> [ContentBlock] {
        let results = content.filter { if case .toolResult = $0 { true } else { false } }
        let others = content.filter { if case .toolResult = $0 { false } else { true } }
        return results + missing + others
    }
}

/// Text the operator handed to the butler with a message, such as what a shell shows.
///
/// The operator chose to hand it over; what it says was written by programs and strangers. It stands in a frame
/// that marks it as data and counts as untrusted for everything that follows.
package struct HandedText: Sendable, Hashable {
    /// Where it comes from, which decides how far it may go.
    package enum Origin: Sendable, Hashable {
        /// A shell of the operator's: stays on this network.
        case shell
        /// The cluster, as the tools tell of it: no more private than their results.
        case cluster
        /// A file, by its whole path: stays on this network.
        case file(String)
        /// A passage of the operator's notes, by its file's whole path: stays on this network where the file is private.
        case note(String)
    }

    /// What was handed over, in words for the operator: `@last: make, exit 2, 40 lines`.
    package let title: String
    /// What a model reads: framed, without control characters, bounded.
    package private(set) var content: String
    package let origin: Origin

    /// Whether it is for nobody outside this network.
    package var isPrivate: Bool {
        switch origin {
        case .shell, .file: true
        case .cluster, .note: false
        }
    }

    /// Whether it was added from the memory, and not by the operator's own hand.
    package var isRemembered: Bool {
        if case .note = origin { true } else { false }
    }

    /// Whether it is, or speaks of, something that is withheld.
    package func speaks(of scope: RedactionScope) -> Bool {
        isWithheld(by: scope) || scope.withholds(content)
    }

    /// Whether it is from a file of which nothing is sent.
    func isWithheld(by scope: RedactionScope) -> Bool {
        switch origin {
        case .file(let path), .note(let path): scope.withholds(file: path)
        case .shell, .cluster: false
        }
    }

    /// The most characters of it that a model reads.
    package static let limit = 32_768

    /// Frames a text.
    ///
    /// - Parameters:
    ///   - text: What is handed over: untrusted; cut after ``limit`` characters.
    ///   - source: Where it is from, a name of this program's own: `shell.screen`.
    ///   - title: What the operator is told.
    ///   - origin: Where it comes from.
    ///   - limit: The most characters.
    package init(
        _ text: String, from source: String, title: String, origin: Origin = .shell, limit: Int = Self.limit
    ) {
        self.title = title
        self.origin = origin
        content = ResultFence.framed(text, tool: source, limit: limit)
    }

    /// One that was framed before, as the memory kept it.
    package init(title: String, content: String, origin: Origin = .shell) {
        self.title = title
        self.content = content
        self.origin = origin
    }

    /// The same with only the first bytes of what a model reads.
    func shortened(toBytes limit: Int) -> HandedText {
        var short = self
        short.content = ResultFence.shortened(content, toBytes: limit)
        return short
    }
}

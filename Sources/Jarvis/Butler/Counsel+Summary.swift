import AIKit
import Text

/// What came of having the beginning of a conversation summed up.
enum SummaryOutcome: Sendable {
    /// No model was asked: there is none, or none that may be.
    case unasked
    /// It was stopped, for something that is wanted more.
    case abandoned
    /// It cannot be taken, and why; a clause.
    case refused(by: String, String)
    case made(Consolidation)
}

extension Counsel {
    /// The longest that a summary is waited for.
    static let patience = Duration.seconds(60)

    /// Has a model sum up what stands before a message of the conversation, and checks what it says.
    ///
    /// `billed` gets the bill of each answer. What the summary says is untrusted, as all that it was made of.
    func summary(
        of conversation: Conversation, before cut: Int, by agent: Agent, from purse: Purse,
        with discretion: Discretion, exams: [String: ExamResult],
        billed: @escaping @Sendable (AgentEvent) -> Void
    ) async -> SummaryOutcome {
        guard !mind.isRules else { return .unasked }
        let scope = await discretion.scope()
        let traits = TalkTraits(conversation, scope)
        let routing = Routing(
            mind: mind, purse: purse, windows: windows, failed: [], scope: scope, exams: exams)
        func source(within bytes: Int?) -> String {
            let text = TalkTranscript(of: conversation, before: cut, within: bytes).text
            // What only results told of what is private is in no summary, so that the talk stays as free as it was.
            return traits.isMarked ? text : scope.withoutWithheld(text)
        }
        guard
            let model = await routing.summariser(
                of: .user(Self.order, handed: [Self.handed(source(within: nil))]), traits, for: agent)
        else { return .unasked }
        var agent = agent.summing(by: model)
        if model.privacy == .cloud { agent.redaction = Redaction(redactor) { await discretion.scope() } }
        var window = routing.window(of: model)
        window.beginAnew()
        let text = source(within: window.halfInBytes)
        let (answer, failure) = await answer(Self.handed(text), of: model, by: agent, window, billed)
        if Task.isCancelled { return .abandoned }
        if let failure { return .refused(by: model.name, failure) }
        do throws(SummaryFault) {
            let summary = try SummaryCheck.checked(answer, against: text)
            return .made(
                Consolidation(folded: cut, text: summary, author: model.name, traits: traits))
        } catch {
            return .refused(by: model.name, "\(error) (\(error.codeText))")
        }
    }

    private static let order = "Sum up this conversation."

    private static func handed(_ transcript: String) -> HandedText {
        HandedText(transcript, from: "conversation", title: "the talk", origin: .cluster)
    }

    /// What a model says to it, or why it says nothing that counts.
    private func answer(
        _ transcript: HandedText, of model: AnsweringModel, by agent: Agent, _ window: SentWindow,
        _ billed: @escaping @Sendable (AgentEvent) -> Void
    ) async -> (text: String, failure: String?) {
        let attempt = Attempt(isFirst: true, hasNext: false, hasMaster: false, author: nil) { event in
            if case .billed = event { billed(event) }
        }
        mind.breakers.begin(model.name)
        var (text, failure) = ("", String?.none)
        do {
            text = try await withDeadline(Self.patience) {
                var window = window
                let answered = await agent.run(
                    Self.order, handed: [transcript], in: Conversation(system: Persona.summary),
                    within: &window
                ) { attempt.take($0) }
                return answered.messages.last?.text ?? ""
            }
            failure = attempt.ending?.description
        } catch {
            failure = "\(error)"
        }
        mind.breakers.end(model.name, attempt.ending)
        return (text, failure)
    }
}

import AIKit
import FoundationEssentials
import Memory
import Text

/// Lets the operator choose who answers in a cluster: `/model` and what stands behind it.
struct ModelDesk: Sendable {
    let mind: Mind
    let preferences: Preferences
    /// The cluster's name in the configuration.
    let cluster: String
    /// Hears how far something is that takes its time.
    var tell: @Sendable (String) -> Void = { _ in }

    private var key: String { "model." + cluster }

    /// The model that was chosen; `nil` where the question decides.
    func pin() async throws(MemoryError) -> String? {
        try await preferences.value(of: key)
    }

    /// What is said to the words behind `/model`: a name chooses, `auto` leaves the choice to the question, and no word
    /// tells who there is.
    func reply(to words: String) async -> String {
        guard !mind.isRules else {
            return
                "No model is configured, so the rules answer. Models stand in the configuration (`jarvis config check` "
                + "names the file), such as:\n\n```\nai:\n  models:\n    - {name: qwen, provider: openai, base_url: "
                + "\"http://127.0.0.1:8080/v1\", model: qwen2.5-7b}\n    - {name: claude, provider: anthropic, model: "
                + "claude-haiku-5-5, key: {env: ANTHROPIC_API_KEY}}\n```"
        }
        let words = words.split(whereSeparator: \.isWhitespace).map(String.init)
        do throws(MemoryError) {
            switch words.first {
            case nil:
                return await list(try await pin(), try await ExamBook(preferences).results(of: mind))
            case let verb? where words.count == 2 && OllamaDesk.verbs.contains(verb.lowercased()):
                return await OllamaDesk(mind: mind, tell: tell).carryOut(verb.lowercased(), words[1])
            case let word? where words.count == 1 && word.lowercased() == "auto":
                try await preferences.remove(key)
                return "From the next question on I choose by what is asked."
            case let word? where words.count == 1 && mind.model(named: word) != nil:
                return try await choose(word)
            case .some: return Self.unknown(words.joined(separator: " "), mind)
            }
        } catch {
            return "Who answers could not be remembered: \(error)"
        }
    }

    /// That there is no model of a name, and which there are.
    static func unknown(_ name: String, _ mind: Mind) -> String {
        "There is no model \"\(Untrusted(name).line.clipped(toColumns: 40))\"; there are \(mind.names), and auto."
    }

    private func choose(_ word: String) async throws(MemoryError) -> String {
        guard let model = mind.model(named: word) else { return Self.unknown(word, mind) }
        try await preferences.set(key, to: model.name, at: .now)
        if model.name == AnsweringModel.rules.name { return "From the next question on the rules answer." }
        let isKept = model.privacy == .cloud && !model.uses.contains(.private)
        return "From the next question on \(model.name) answers"
            + (isKept ? "; what is private still stays on this network." : ".")
    }

    private func list(_ pin: String?, _ exams: [String: ExamResult]) async -> String {
        var lines: [String] = []
        for model in mind.models {
            let id = Untrusted(model.provider.model.rawValue).line
            let place = model.privacy == .lan ? "on this network" : "cloud"
            let isChosen = pin?.lowercased() == model.name.lowercased()
            let state = await OllamaDesk(mind: mind, tell: tell).state(of: model)
            lines.append(
                "- \(model.name) (\(id), \(place)) \(health(of: model))\(state)"
                    + (exams[model.name].map { "; \($0.words)" } ?? "") + (isChosen ? "; you chose it" : ""))
        }
        let end =
            pin == nil
            ? "I choose by what is asked; /model and a name chooses one."
            : "You chose \(Untrusted(pin ?? "").line); /model auto leaves it to me."
        return lines.joined(separator: "\n") + "\n\n" + end
    }

    /// How it does, by what came of the last question to it.
    private func health(of model: AnsweringModel) -> String {
        if let keyless = model.provider as? KeylessProvider { return "cannot be asked: \(keyless.reason)" }
        let outcome = mind.breakers.outcome(of: model.name)
        let cause = outcome?.failure.map { failure in
            let time = LocalTime.machine.stamp(Int(saturating: outcome?.time.timeIntervalSince1970 ?? 0))
            return " (\(time): \(failure.told))"
        }
        if let rest = mind.breakers.rest(of: model.name) {
            return "does not answer, and is asked again in \(rest.components.seconds + 1) s" + (cause ?? "")
        }
        switch mind.breakers.state(of: model.name) {
        case .halfOpen, .probing: return "did not answer, and is tried again" + (cause ?? "")
        case .closed, .open:
            guard outcome != nil else { return "was not asked yet" }
            return cause.map { "failed\($0)" } ?? "is well"
        }
    }
}

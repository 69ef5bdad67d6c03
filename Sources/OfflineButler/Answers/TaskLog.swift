import AIKit

/// What a task wrote.
enum TaskLog {
    /// The most lines that are told.
    private static let most = 15

    static let answer: OfflineIntent.Composer = { (inquiry) throws(OfflineStep) in
        let all = try TaskList.meant(inquiry)
        guard let task = pick(all, inquiry) else {
            return "I see no such task, of \(Figures.count(try inquiry.tasks().count, "task")) in sight."
        }
        let report = TaskReport(task, inquiry.inventoryIfKnown, now: inquiry.now).line.capitalizedFirst
        let facts = try inquiry.facts(.taskLog, ["upid": .string(task.upid)])
        let lines = (facts["lines"]?.array ?? []).compactMap(\.string)
        guard !lines.isEmpty else { return report + "\nIts log is empty." }
        let shown = lines.suffix(inquiry.utterance.qualifiers.limit ?? most)
        let before = lines.count - shown.count + (facts["omitted"]?.integer ?? 0)
        return ([report] + (before > 0 ? ["… \(before) lines before these"] : []) + shown.map { "> \($0)" })
            .joined(separator: "\n")
    }

    /// The newest that fits what was said of it.
    private static func pick(_ tasks: [SeenTask], _ inquiry: Inquiry) -> SeenTask? {
        if inquiry.mentions(.warning) {
            return tasks.first(where: \.isWarning) ?? tasks.first(where: \.hasFailed)
        }
        if inquiry.mentions(.failure) {
            return tasks.first(where: \.hasFailed) ?? tasks.first(where: \.isWarning)
        }
        if inquiry.mentions(.why) { return tasks.first(where: \.hasEndedBadly) }
        return tasks.first
    }

    /// The lines of a failed task's log that say why; none when it cannot be read.
    static func reasons(of task: SeenTask, _ inquiry: Inquiry) throws(OfflineStep) -> [String] {
        guard let facts = try inquiry.exchange.optional(.taskLog, ["upid": .string(task.upid)]) else {
            return []
        }
        let lines = (facts["lines"]?.array ?? []).compactMap(\.string)
        let telling = lines.filter { line in
            let plain = line.lowercased()
            return ["error", "warn", "fail", "cannot", "can't", "unable", "refused", "denied"].contains {
                plain.contains($0)
            }
        }
        return Array((telling.isEmpty ? lines : telling).suffix(5))
    }
}

import AIKit
import Memory
import Text

/// Tells how the configured models did in their exams.
enum ExamCheckup {
    /// A line for each model of one's own network; none for those of a cloud that took none.
    ///
    /// Without a store there is no memory yet, and none took any.
    static func findings(of settings: MindSettings, in store: Store?) async -> [Finding] {
        let book = store.map { ExamBook($0.preferences) }
        var findings: [Finding] = []
        for model in settings.choices {
            do throws(MemoryError) {
                let result = try await book?.result(of: model.name)
                if let finding = finding(on: model, result) { findings.append(finding) }
            } catch {
                findings.append(Finding("exam of \(model.name)", .unknown, error.description))
            }
        }
        return findings
    }

    /// The same where the memory cannot be read.
    static func unread(of settings: MindSettings) -> [Finding] {
        settings.choices.filter { $0.privacy == .lan }.map {
            Finding("exam of \($0.name)", .unknown, "not known: the memory cannot be read")
        }
    }

    private static func finding(on model: NamedModel, _ result: ExamResult?) -> Finding? {
        let subject = "exam of \(model.name)"
        guard let result else {
            guard model.privacy == .lan else { return nil }
            return Finding(
                subject, .unknown,
                "it took none: `jarvis exam \(model.name)` finds out what it is good for, and it is asked accordingly"
            )
        }
        guard result.model.rawValue == model.settings.model else {
            return Finding(
                subject, .warning,
                "it was \(Untrusted(result.model.rawValue).line) that took it: run `jarvis exam \(model.name)` again"
            )
        }
        return Finding(subject, result.barred.isEmpty ? .good : .warning, "it \(result.words)")
    }
}

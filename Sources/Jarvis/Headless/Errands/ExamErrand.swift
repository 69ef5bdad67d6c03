import JSON
import Memory

extension Errand {
    /// Keeps how a model did in its exam: its name, and the result as `ExamResult` writes it.
    package static let exam = Errand("exam", need: .memory) { estate, arguments, _ in
        guard arguments.count == 2, (1...64).contains(arguments[0].utf8.count),
            arguments[1].utf8.count <= 4096
        else { return Ending(.usage, "Name a model and its result.") }
        let result: ExamResult?
        do throws(JSONFault) {
            result = ExamResult(try JSONValue(parsing: arguments[1]))
        } catch {
            result = nil
        }
        guard let result else { return Ending(.usage, "This is no result of an exam.") }
        do throws(MemoryError) {
            try await ExamBook(estate.store.preferences).keep(result, of: arguments[0])
            return Ending(.done)
        } catch {
            return Ending(.memory, error.description)
        }
    }
}

import Subprocess

/// A program that prints a secret: run without a shell, with a deadline.
struct SecretCommand {
    /// The absolute path of the program and its arguments.
    let words: [String]

    private static let deadline = Duration.seconds(10)

    /// The first line of its output.
    func run() async throws(SecretError) -> String {
        guard let output = try await outputBeforeDeadline() else {
            throw failure("it did not end within \(Self.deadline.components.seconds) seconds")
        }
        guard let line = output.split(whereSeparator: \.isNewline).first else {
            throw failure("it printed nothing")
        }
        return String(line)
    }

    private func outputBeforeDeadline() async throws(SecretError) -> String? {
        do {
            return try await withThrowingTaskGroup(of: String?.self) { group in
                group.addTask { try await output() }
                group.addTask {
                    try await Task.sleep(for: Self.deadline)
                    return nil
                }
                defer { group.cancelAll() }
                return try await group.next() ?? nil
            }
        } catch let error as SecretError {
            throw error
        } catch {
            throw failure("\(error)")
        }
    }

    private func output() async throws -> String {
        let result = try await Subprocess.run(
            .path(.init(words[0])), arguments: .init(Array(words.dropFirst())),
            output: .string(limit: 65_536), error: .discarded)
        guard result.terminationStatus.isSuccess else {
            throw failure("it ended with \(result.terminationStatus)")
        }
        return result.standardOutput
    }

    private func failure(_ reason: String) -> SecretError {
        SecretError("the secret's command \(words[0]) failed: \(reason)")
    }
}

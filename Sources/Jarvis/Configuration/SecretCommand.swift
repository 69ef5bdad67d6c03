import Subprocess
import Text

/// A program that prints a secret: run without a shell, with a deadline.
struct SecretCommand {
    /// The absolute path of the program and its arguments.
    let words: [String]

    private static let deadline = Duration.seconds(10)

    /// The first line of its output.
    func run() async throws(SecretError) -> String {
        let output: String
        do {
            output = try await withDeadline(Self.deadline) { try await printed() }
        } catch let error as SecretError {
            throw error
        } catch is DeadlineExceeded {
            throw failure("it did not end within \(Self.deadline.components.seconds) seconds")
        } catch {
            throw failure("\(error)")
        }
        guard let line = output.split(whereSeparator: \.isNewline).first else {
            throw failure("it printed nothing")
        }
        return String(line)
    }

    private func printed() async throws -> String {
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

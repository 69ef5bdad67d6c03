import House
import Screen
import Subprocess
import Text

/// The way from here to the clipboard of the machine where the terminal is.
package enum ClipboardRoute: Equatable, Sendable {
    /// The terminal takes OSC 52, as far as it wants to.
    case terminal
    /// GNU screen passes a string on when it is wrapped, in small pieces.
    case screen
    /// tmux ignores its programs' OSC 52 by default, and is asked by its own command instead; the value of TMUX.
    case tmux(String)

    /// By the environment of the terminal's visitor.
    package init(_ environment: [String: String]) {
        if let tmux = environment["TMUX"], !tmux.isEmpty {
            self = .tmux(tmux)
        } else if environment["STY"].map({ !$0.isEmpty }) ?? false {
            self = .screen
        } else {
            self = .terminal
        }
    }
}

/// Hands text to tmux, for its buffers and through it for the system's clipboard.
package struct TmuxClipboard: Sendable {
    /// The value of TMUX, which names the server's socket.
    package let server: String

    private static let deadline = Duration.seconds(2)

    /// Gives tmux a text; `nil` when it took it, else a sentence.
    package func copy(_ text: String) async -> String? {
        do {
            return try await withDeadline(Self.deadline) { try await load(text) }
        } catch is DeadlineExceeded {
            return "tmux did not answer within \(Self.deadline.components.seconds) seconds"
        } catch {
            return "tmux could not be asked: \(error)"
        }
    }

    private func load(_ text: String) async throws -> String? {
        let result = try await Subprocess.run(
            .name("tmux"), arguments: ["load-buffer", "-w", "-"],
            environment: .inherit.updating(["TMUX": server]),
            input: .string(text), output: .discarded, error: .discarded)
        return result.terminationStatus.isSuccess ? nil : "tmux ended with \(result.terminationStatus)"
    }
}

extension Interface {
    /// Hands a text to the clipboard and tells what is known of its way; tmux is asked beside the loop.
    package func copyToClipboard(_ text: String) {
        let size = CopyListLayer.size(text)
        guard case .tmux(let server) = ClipboardRoute(stage.environment) else {
            let isSent = stage.copy(text)
            let fate =
                isSent
                ? "the terminal was asked to take it into the clipboard, and may refuse"
                : "kept here only, as this terminal cannot be given so much or has no clipboard"
            return mailbox.send(.notice("Copied \(size); \(fate).", .info))
        }
        Task { @concurrent [mailbox] in
            let refusal = await TmuxClipboard(server: server).copy(text)
            let fate = refusal.map { "kept here only: \($0)" } ?? "also for tmux and the clipboard behind it"
            mailbox.send(.notice("Copied \(size); \(fate).", refusal == nil ? .info : .warning))
        }
    }
}

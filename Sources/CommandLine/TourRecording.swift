import Glibc
import Jarvis
import Multiplexer
import Synchronization
import Terminal

/// The demo's tour on a terminal that nobody sees, written to an asciicast of version 2: the whole screen as a terminal
/// gets it.
struct TourRecording {
    /// The new file.
    let file: String
    let size: TerminalSize
    let pace: Double

    /// A tour of a minute has about 2 MB.
    private static let limit = 64 << 20

    /// How long the tour may take: its sentences, and that it waits for what they are about.
    private var patience: Duration { .seconds(180) + .seconds(45) * pace }

    /// Records it from its begin to its end.
    func run() throws -> Errand.Ending {
        let fault = Mutex<RecordingError?>(nil)
        let recording = try Recording(
            path: file, limit: Self.limit, environment: [("TERM", "xterm-256color")]
        ) { ending in fault.withLock { $0 = ending } }
        let session: TerminalSession
        do {
            session = try TerminalSession(command(), size: size) {}
        } catch {
            recording.stop()
            unlink(file)
            throw error
        }
        session.record(recording)
        StandardError.write("The tour is being recorded, which takes about \(Int(45 * pace) + 5) seconds.")
        let isOver = session.waitForEnd(within: patience)
        if !isOver { session.end() }
        recording.stop()
        let isWhole = recording.waitForEnd(within: .seconds(5))
        if let fault = fault.withLock({ $0 }) { throw fault }
        guard isOver, isWhole, session.exit == .exited(code: 0) else {
            return Errand.Ending(
                .software, "The tour did not come to its end; \(file) has what there was of it.")
        }
        return Errand.Ending(.done, "\(file) has the tour; `asciinema play` shows it.")
    }

    /// This very program, with the demo's tour.
    private func command() throws(TerminalError) -> TerminalCommand {
        var command = try TerminalCommand.program(
            ["/proc/self/exe", "demo", "--tour", "--pace", "\(pace)"],
            environment: ProcessEnvironment.current)
        command.arguments[0] = "jarvis"
        return command
    }
}

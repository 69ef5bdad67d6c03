import ArgumentParser
import Glibc
import House
import Jarvis
import Terminal

/// `jarvis terminal --replay FILE`: a recording played at once, and the final screen printed.
struct ReplayOptions: ParsableArguments {
    @Option(
        help: """
            Play FILE, bytes of a program or an asciicast of version 2, or - for standard input, print the screen it \
            ends with and end.
            """, completion: .file())
    var replay: String?

    @Option(
        help: "With --replay, the size at first, such as 80x24; the asciicast's own or 80x24 when absent.",
        transform: Self.size)
    var size: Terminal.TerminalSize?

    @Option(help: "With --replay, print text, ansi (what draws the screen) or json (all of it).")
    var dump: DumpFormat?

    @Flag(help: "With --replay, print the scrollback too.")
    var scrollback = false

    func validate() throws {
        guard replay == nil, size != nil || dump != nil || scrollback else { return }
        throw ValidationError("--size, --dump and --scrollback go with --replay FILE.")
    }

    private static func size(_ text: String) throws -> Terminal.TerminalSize {
        guard let size = Terminal.TerminalSize(text) else {
            throw ValidationError(
                "'\(text)' is no size: give columns and rows from 1 to \(Terminal.TerminalSize.limit), such as 80x24."
            )
        }
        return size
    }

    /// Plays a recording and prints its final screen.
    func play(_ file: String) throws(ReplayError) -> Errand.Ending {
        let isInput = file == "-"
        let descriptor = isInput ? STDIN_FILENO : open(file, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { throw .cannotRead(name: file, code: errno) }
        defer { if !isInput { close(descriptor) } }
        var replay = Replay(size: size)
        try replay.read(descriptor: descriptor, name: isInput ? "Standard input" : file)
        StandardOutput.writeUncovered(replay.emulator.screen.dump(dump ?? .text, scrollback: scrollback))
        return Errand.Ending(.done)
    }
}

extension DumpFormat: ExpressibleByArgument {}

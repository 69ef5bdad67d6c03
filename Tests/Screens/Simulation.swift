import Glibc
import Onlooker
import Testing

/// `jarvis simulate` at a free port, with what it prints for those who use it.
final class Simulation {
    private let program: ScreenProgram
    private let lines: [String]

    init(in home: StoryHome) throws {
        program = try home.open(["simulate", "--port", "0"])
        try #require(program.wait(within: .seconds(60)) { $0.shows(["Interrupt to end."]) } != nil)
        lines = program.look { screen in (0..<screen.size.rows).map { screen.text(row: $0) } }
    }

    /// What stands behind a name, by words.
    func words(_ name: String) throws -> [String] {
        let line = try #require(lines.first { $0.hasPrefix(name + " ") }, "\(lines)")
        return line.dropFirst(name.count).split(separator: " ").map(String.init)
    }

    /// The last word behind a name.
    func value(_ name: String) throws -> String { try #require(try words(name).last) }

    /// Host and port.
    var address: String {
        get throws { try value("address").replacing("https://", with: "") }
    }

    /// Lets it answer nothing until it is resumed: no figure changes meanwhile.
    func pause() { program.signal(SIGSTOP) }

    func resume() { program.signal(SIGCONT) }

    func end() { program.end() }
}

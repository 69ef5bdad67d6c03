import FoundationEssentials
import Onlooker
import Testing

/// The configuration file is changed while the house runs.
@Suite(
    .serialized, .enabled(if: BuiltProgram.missing == nil, "\(BuiltProgram.missing ?? "")"),
    .timeLimit(.minutes(3)))
struct SettingsStoryTests {
    @Test func `a changed file is taken over, and a mistake in it changes nothing`() throws {
        let served = try ServedHome()
        let file = served.home.path + "/.config/jarvis/config.yaml"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let program = try served.home.open()
        program.expect("nominal", "win11")
        try served.home.write(
            ".config/jarvis/config.yaml",
            text.replacing("{mode: minimal}", with: "{mode: minimal, prefix: ctrl-b}"))
        program.expect("Taken over: ui.prefix ctrl-b.")
        program.type("3")
        program.settle(for: .milliseconds(200))
        program.type("\u{02}?")
        program.expect("^B")
        program.type("\u{1B}")
        program.settle(for: .milliseconds(200))
        try served.home.write(
            ".config/jarvis/config.yaml", text.replacing("{mode: minimal}", with: "{mode: loud}"))
        program.expect("Not taken over: config.yaml:", "ui.mode")
        try served.home.write(
            ".config/jarvis/config.yaml", text.replacing("name: sim", with: "name: home"))
        program.expect("Only after a restart", "clusters")
        program.end()
        try served.end()
    }

    @Test func `other keys count in the copy mode that is on`() throws {
        let served = try ServedHome()
        let file = served.home.path + "/.config/jarvis/config.yaml"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let program = try served.home.open()
        program.expect("nominal", "win11")
        program.type("3")
        program.settle(for: .milliseconds(200))
        program.type("\u{01}[")
        program.expect("q/Esc Leave")
        try served.home.write(
            ".config/jarvis/config.yaml", text + "\nkeys: {copy.leave: [z x], copy.down: [z]}\n")
        program.expect("Not taken over: config.yaml:", "keys.copy.down", "q/Esc Leave")
        try served.home.write(".config/jarvis/config.yaml", text + "\nkeys: {copy.leave: [z x]}\n")
        program.expect("Taken over: keys", "z x/Esc Leave")
        program.type("zx")
        #expect(program.wait { !$0.shows(["COPY"]) } != nil)
        program.end()
        try served.end()
    }
}

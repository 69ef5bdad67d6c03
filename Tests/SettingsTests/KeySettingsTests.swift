import Settings
import Testing

@Suite struct KeySettingsTests {
    private static func read(_ text: String) throws -> (KeySettings, [String]) {
        var (settings, mistakes) = (KeySettings(), SettingsMistakes())
        settings.read(try SettingsNode(parsing: text, file: "f"), &mistakes)
        return (settings, mistakes.all.map(\.description))
    }

    @Test func `a command has one key, several or none, in the order of the file`() throws {
        let (settings, mistakes) = try Self.read("zoom: Z\nhelp: ['?', F1, ^O]\nask: []\nfocus.shell: 4\n")
        #expect(mistakes.isEmpty)
        #expect(
            settings
                == KeySettings([
                    KeySettings.Entry(command: "zoom", keys: ["Z"]),
                    KeySettings.Entry(command: "help", keys: ["?", "F1", "^O"]),
                    KeySettings.Entry(command: "ask", keys: []),
                    KeySettings.Entry(command: "focus.shell", keys: ["4"]),
                ]))
    }

    @Test func `what is no key and no list is a mistake of that command alone`() throws {
        let (settings, mistakes) = try Self.read("zoom: {key: Z}\nhelp: h\nask: [[a]]\n")
        #expect(settings.entries.map(\.command) == ["help"])
        #expect(mistakes == ["f:1: zoom: expected a list", "f:3: ask.1: expected text"])
    }
}

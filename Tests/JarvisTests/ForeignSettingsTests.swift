import AIKit
import Jarvis
import Settings
import Testing

/// `mcp:` in the configuration, and what is said of its mistakes.
struct ForeignSettingsTests {
    private func read(_ text: String) throws -> [ForeignSettings] {
        try Configuration(parsing: text, file: "c.yaml").mcp
    }

    @Test func `a program and an address are read with all that belongs to them`() throws {
        let servers = try read(
            """
            mcp:
              - name: notes
                command: [/usr/bin/notes, --folder, /n]
                environment: {LEVEL: "2", KEY: {file: /k}}
                tools: {search: green, wipe: black}
              - name: wiki
                url: https://wiki.example/mcp
                token: {env: WIKI}
                timeout: 20
              - name: home
                url: http://192.168.1.4:8000/mcp
              - {name: off, command: [/bin/true], enabled: false}
            """)
        #expect(
            servers == [
                ForeignSettings(
                    name: "notes",
                    way: .program(
                        ["/usr/bin/notes", "--folder", "/n"],
                        environment: ["LEVEL": .text("2"), "KEY": .secret(.file("/k"))]),
                    tiers: ["search": .green, "wipe": .black]),
                ForeignSettings(
                    name: "wiki", way: .address("https://wiki.example/mcp", token: .environment("WIKI")),
                    privacy: .cloud, timeout: 20),
                ForeignSettings(name: "home", way: .address("http://192.168.1.4:8000/mcp", token: nil)),
            ])
        #expect(servers[0].tier(of: "search") == .green && servers[0].tier(of: "anything") == .red)
        #expect(servers[0].serves("home"))
    }

    @Test(arguments: [
        ("[{command: [/bin/true]}]", "a server needs a name"),
        ("[{name: a}]", "a server needs a command or a url"),
        ("[{name: a, command: [/b], url: http://h/mcp}]", "a server takes a command or a url, not both"),
        (
            "[{name: a, command: [/b], token: {env: T}}]",
            "a token is for a url; a program takes it from its environment"
        ),
        (
            "[{name: a, url: http://h/mcp, environment: {A: b}}]",
            "an environment is for a command; an address has none"
        ),
        ("[{name: a__b, command: [/b]}]", "a server's name has 1 to 20 letters, digits and -"),
        ("[{name: a, command: [notes]}]", "the program must be named by its absolute path"),
        ("[{name: a, url: ftp://h}]", "expected the server's URL, such as http://127.0.0.1:8000/mcp"),
        (
            "[{name: a, url: http://u@h/}]",
            "a server's URL is expected without a name, a password and a query; see token"
        ),
        (
            "[{name: a, command: [/b], tools: {x: pink}}]",
            "\"pink\" is not one of: green, yellow, orange, red, black"
        ),
        (
            "[{name: a, command: [/b], environment: {2A: x}}]",
            "the name of a variable has letters, digits and _"
        ),
        ("[{name: a, command: [/b], clusters: [none]}]", "there is no cluster \"none\""),
        (
            "[{name: a, command: [/b]}, {name: A, command: [/b]}]",
            "a second server is called \"A\"; names must differ"
        ),
        ("{name: a}", "expected a list"),
    ])
    func `a mistake is named with its place`(_ list: String, _ words: String) {
        #expect {
            _ = try read("mcp: \(list)\n")
        } throws: { error in
            guard let error = error as? SettingsError else { return false }
            return error.line == 1 && error.key.hasPrefix("mcp") && error.problem == words
        }
    }

    @Test func `variables that hold its secrets go to no shell`() throws {
        let configuration = try Configuration(
            parsing: """
                mcp:
                  - {name: a, command: [/b], environment: {KEY: {env: NOTES_KEY}}}
                  - {name: b, url: "http://h/mcp", token: {env: WIKI_TOKEN}}
                """, file: "c.yaml")
        #expect(configuration.secretVariables == ["NOTES_KEY", "WIKI_TOKEN"])
    }

    @Test func `a program that is not there is named by the check`() {
        var reading = ConfigurationReading("mcp: [{name: a, command: [/no/such/program]}]\n", file: "c.yaml")
        reading.examine(screen: ScreenJudge(theme: { _ in nil }))
        #expect(
            reading.mistakes.all.map(\.problem) == [
                "there is no /no/such/program; name the program by its absolute path"
            ])
    }
}

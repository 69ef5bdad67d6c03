import FoundationEssentials
import Glibc
import Jarvis
import Settings
import Testing

/// A configuration with one mistake or many, and what is said of each.
struct Broken: Sendable, CustomTestStringConvertible {
    var what: String
    var text: String
    /// `LINE: KEY: SENTENCE`, the sentence from its beginning.
    var mistakes: [String]

    init(_ what: String, _ text: String, _ mistakes: [String]) {
        self.what = what
        self.text = text
        self.mistakes = mistakes
    }

    var testDescription: String { what }

    private static let good = "token: {id: a@b!c, secret: {env: SECRET}}"

    static let files = [
        Broken(
            "unknown keys", "cluster: []\nui:\n  thema: amber\n  mode: ops\n  sound: loud",
            [
                "1: cluster: unknown key; known here: clusters, ai, safety, mcp, ui, shell",
                "3: ui.thema: unknown key; known here: theme, mode, glyphs, hud, instruments, prefix, title, bell, notice",
                "5: ui.sound: unknown key",
            ]),
        Broken(
            "wrong types", "clusters: home\nui: amber\nai: [x]\nshell: {scrollback: many}",
            [
                "1: clusters: expected a list", "2: ui: expected keys and values",
                "3: ai: expected keys and values",
                "4: shell.scrollback: expected a whole number from 0 to 1000000",
            ]),
        Broken(
            "bad URLs",
            """
            clusters:
              - name: a
                nodes:
                  - http://pve1
                  - https://pve1:8006/api2
                  - pve1:0
                  - pve1:port
                  - "fd00::1"
                  - "[fd00::1"
                  - ":8006"
                \(good)
            ai: {provider: openai, model: m, base_url: "127.0.0.1:8080"}
            """,
            [
                "4: clusters.1.nodes.1: Proxmox speaks https only",
                "5: clusters.1.nodes.2: expected a node such as",
                "6: clusters.1.nodes.3: a port is a number from 1 to 65535, not \"0\"",
                "7: clusters.1.nodes.4: a port is a number from 1 to 65535, not \"port\"",
                "8: clusters.1.nodes.5: expected a node", "9: clusters.1.nodes.6: expected a node",
                "10: clusters.1.nodes.7: expected a node",
                "12: ai.base_url: expected the server's URL, such as http://127.0.0.1:8080/v1",
            ]),
        Broken(
            "bad fingerprints",
            """
            clusters:
              - name: a
                nodes: [b]
                \(good)
                fingerprints:
                  b: AA:BB
                  c: [1]
            """,
            [
                "6: clusters.1.fingerprints.b: a fingerprint is the certificate's SHA-256",
                "7: clusters.1.fingerprints.c: a fingerprint is the certificate's SHA-256",
            ]),
        Broken(
            "missing and broken logins",
            """
            clusters:
              - name: a
                nodes: [b]
              - {name: c, nodes: [d], token: {id: c@d!e}}
              - {name: e, nodes: [f], token: {id: root, secret: 0f}}
              - {name: g, nodes: [h], user: {name: root, password: {env: A, file: b}}}
              - {name: i, nodes: [j], user: {name: a@b, password: {env: A}}, \(good)}
            """,
            [
                "2: clusters.1: a cluster needs a token or a user",
                "4: clusters.2.token: a token needs an id",
                "5: clusters.3.token.id: a token id looks like",
                "5: clusters.3.token.secret: secrets do not belong",
                "6: clusters.4.user.name: write the realm too",
                "6: clusters.4.user.password: expected exactly one of",
                "7: clusters.5: a cluster takes a token or a user, not both",
            ]),
        Broken(
            "two clusters of one name",
            "clusters:\n - {name: a, nodes: [b], \(good)}\n"
                + " - {name: a, nodes: [c], \(good)}",
            ["3: clusters.2.name: a second cluster is called \"a\"; names must differ"]),
        Broken(
            "a bad prefix", "ui:\n  prefix: ctrl-c\n  glyphs: emoji",
            [
                "2: ui.prefix: expected ctrl- and a letter the shell can do without",
                "3: ui.glyphs: \"emoji\" is not one of: auto, rich, plain, ascii",
            ]),
        Broken("no YAML", "ui:\n  theme: amber\n mode: ops\n", ["3: not valid YAML: "]),
        Broken("a key given twice", "ui: {}\nshell: {}\nui: {}\n", ["1: ui: given twice"]),
        Broken(
            "a model without its needs", "ai:\n  provider: anthropic\n  max_tokens: 1\n  reasoning: hard",
            [
                "1: ai: provider anthropic needs a model", "1: ai: provider anthropic needs a key",
                "3: ai.max_tokens: expected a whole number", "4: ai.reasoning: \"hard\" is not one of",
            ]),
        Broken(
            "a shell by a bare name", "shell: {command: [zsh]}",
            [
                "1: shell.command: the program must be named by its absolute path"
            ]),
    ]
}

@Suite struct ConfigurationReadingTests {
    @Test(arguments: Broken.files)
    func `every mistake of a file is named with its line and key`(file: Broken) {
        let mistakes = ConfigurationReading(file.text, file: "config.yaml").mistakes.all.map(\.description)
        #expect(mistakes.count == file.mistakes.count, "\(mistakes)")
        for (mistake, wanted) in zip(mistakes, file.mistakes) {
            #expect(mistake.hasPrefix("config.yaml:" + wanted), "\(mistake)")
        }
    }

    @Test(
        arguments: [(0o600, nil), (0o644, nil), (0o664, "chmod go-w"), (0o602, "chmod go-w")]
            as [(mode_t, String?)])
    func `a file that others may write is refused with the command that closes it`(
        mode: mode_t, remedy: String?
    ) throws {
        let folder = try Folder()
        defer { folder.remove() }
        let file = folder.path + "/config.yaml"
        try Data("ui: {theme: cyan}".utf8).write(to: URL(filePath: file))
        try #require(chmod(file, mode) == 0)
        let mistakes = try #require(ConfigurationReading(file: file)).mistakes.all.map(\.description)
        #expect(mistakes.count == (remedy == nil ? 0 : 1))
        #expect(mistakes.first?.contains("\(remedy ?? "") \(file)") ?? (remedy == nil))
    }

    /// How an editor may write a file: what the bytes say, and of what is not read the mistake.
    struct Encoding: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let mistake: String?
        let bytes: @Sendable (String) -> [UInt8]
    }

    private static let notText = "the file is not UTF-8 text"

    @Test(arguments: [
        Encoding(testDescription: "line feeds", mistake: nil) { Array($0.utf8) },
        Encoding(testDescription: "CRLF", mistake: nil) { Array($0.replacing("\n", with: "\r\n").utf8) },
        Encoding(testDescription: "a mark", mistake: nil) { [0xEF, 0xBB, 0xBF] + Array($0.utf8) },
        Encoding(testDescription: "a mark and CRLF", mistake: nil) {
            [0xEF, 0xBB, 0xBF] + Array($0.replacing("\n", with: "\r\n").utf8)
        },
        Encoding(testDescription: "UTF-16", mistake: notText) { text in
            [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        },
        Encoding(testDescription: "UTF-16, the high bytes first", mistake: notText) { text in
            [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        },
    ])
    func `a file is read however its lines end, and one that is not UTF-8 is named`(
        encoding: Encoding
    ) throws {
        let folder = try Folder()
        defer { folder.remove() }
        let file = folder.path + "/config.yaml"
        let text = "# Küche\nui:\n  theme: cyan\nai:\n  model: |\n    a\nshell:\n  scrollback: 7\n"
        try Data(encoding.bytes(text)).write(to: URL(filePath: file))
        try #require(chmod(file, 0o600) == 0)
        let reading = try #require(ConfigurationReading(file: file))
        let mistakes = reading.mistakes.all.map(\.description)
        #expect(mistakes == encoding.mistake.map { ["\(file): \($0)"] } ?? [])
        guard encoding.mistake == nil else { return }
        #expect(reading.configuration.ui.theme == "cyan")
        #expect(reading.configuration.shell.scrollback == 7)
    }

    @Test func `a mistake in a file with CRLF is named with its line`() throws {
        let reading = ConfigurationReading("ui:\r\n  theme: cyan\r\n  colour: red\r\n", file: "f")
        let mistakes = reading.mistakes.all.map(\.description)
        #expect(mistakes.count == 1)
        #expect(mistakes.first?.hasPrefix("f:3: ui.colour: unknown key") == true, "\(mistakes)")
    }

    @Test func `what starts the program is told the first mistake and how many there are`() {
        let error = #expect(throws: SettingsError.self) {
            try Configuration(parsing: "ui: {a: 1, b: 2}", file: "f")
        }
        #expect(error?.line == 1)
        #expect(
            error?.description.hasSuffix("(the first of 2 mistakes; `jarvis config check` names them all)")
                == true)
    }

    @Test func `what has no mistake is read all the same`() {
        let reading = ConfigurationReading("ui: {theme: cyan, mode: 1}\nshell: {scrollback: 7}", file: "f")
        #expect(reading.mistakes.all.count == 1)
        #expect(reading.configuration.ui.theme == "cyan")
        #expect(reading.configuration.shell.scrollback == 7)
    }

    @Test func `secrets, certificate files and themes that are not there are mistakes of the file`()
        async throws
    {
        let folder = FileManager.default.temporaryDirectory.path + "/jarvis-\(getpid())-reading"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let open = folder + "/open"
        try Data("secret\n".utf8).write(to: URL(filePath: open))
        try #require(chmod(open, 0o644) == 0)
        let authority = folder + "/ca.pem"
        try Data("-----BEGIN CERTIFICATE-----\n".utf8).write(to: URL(filePath: authority))
        var reading = ConfigurationReading(
            """
            clusters:
              - name: a
                nodes: [b]
                token: {id: a@b!c, secret: {env: NOT_SET}}
                ca: \(folder)/no.pem
              - name: c
                nodes: [d]
                user: {name: e@f, password: {file: \(open)}}
                ca: \(open)
              - name: g
                nodes: [h]
                token: {id: a@b!c, secret: {env: SET}}
                ca: \(authority)
            ui:
              theme: pink
            ai:
              provider: openai
              model: m
              key: {command: [/bin/false]}
            shell:
              command: [\(folder)/zsh, -l]
            """, file: "f")
        try #require(reading.mistakes.all.isEmpty)
        await reading.examine(
            environment: ["SET": "x"], screen: ScreenJudge(theme: { $0 == "pink" ? "no \($0) here" : nil }))
        let sentences = reading.mistakes.all.map(\.description)
        let wanted = [
            "f:4: clusters.1.token.secret: the environment variable NOT_SET is not set",
            "f:5: clusters.1.ca: \(folder)/no.pem is not there or cannot be read",
            "f:8: clusters.2.user.password: \(open) can be read by others; run: chmod 600 \(open)",
            "f:9: clusters.2.ca: \(open) holds no certificate in PEM",
            "f:15: ui.theme: no pink here",
            "f:19: ai.key: the secret's command /bin/false failed",
            "f:21: shell.command: there is no \(folder)/zsh; ",
        ]
        #expect(sentences.count == wanted.count)
        for (sentence, part) in zip(sentences, wanted) { #expect(sentence.hasPrefix(part), "\(sentence)") }
        try FileManager.default.removeItem(atPath: folder)
    }

    @Test(
        arguments: [
            ("[/bin/sh]", nil), ("[/bin/sh, -l]", nil), ("[/etc/passwd]", "/etc/passwd is not executable; "),
            ("[/etc]", "/etc is a folder and no program; "), ("[/no/shell]", "there is no /no/shell; "),
        ] as [(String, String?)])
    func `a shell that cannot be run is a mistake that tells what to do`(
        command: String, problem: String?
    ) async {
        var reading = ConfigurationReading("shell:\n  command: \(command)\n", file: "f")
        await reading.examine(environment: [:], screen: ScreenJudge(theme: { _ in nil }))
        let remedy = "name one of those in /etc/shells, or leave shell.command out for your login shell"
        #expect(
            reading.mistakes.all.map(\.description)
                == (problem.map { ["f:2: shell.command: \($0)\(remedy)"] } ?? []))
    }
}

import FoundationEssentials
import Glibc
import Settings
import Subprocess
import Text

/// Where a secret is kept; the configuration names the place and never the secret.
package enum SecretSource: Sendable, Hashable {
    /// An environment variable of the house.
    case environment(String)
    /// A file that only its owner may read (mode 0600 or stricter).
    case file(String)
    /// A systemd credential, `$CREDENTIALS_DIRECTORY/NAME`.
    case credential(String)
    /// A program and its arguments, run without a shell; the first line it prints is the secret.
    case command([String])
}

/// Why a secret could not be had, without any of it.
package struct SecretError: Error, Sendable, Hashable, CustomStringConvertible {
    package var description: String

    init(_ description: String) {
        self.description = description.coveringSecrets
    }
}

extension SecretSource {
    package static let table = SettingsTable<SecretSource?>(
        "clusters[].token.secret",
        [
            place("env", "the name of a variable", "An environment variable holds it.") {
                node throws(SettingsError) in .environment(try variable(node))
            },
            place("file", "a path", "A file with mode 0600 holds it.") { node throws(SettingsError) in
                .file(try place(node, "the path of a file"))
            },
            place("credential", "a name", "A credential of systemd holds it.") {
                node throws(SettingsError) in .credential(try credential(node))
            },
            place(
                "command", SettingKind<[String]>.program.words,
                "What it prints within 10 seconds is the secret."
            ) { node throws(SettingsError) in .command(try SettingKind<[String]>.program.read(node)) },
        ]
    ) { given, _, mistakes in
        let isSpelt = (given.node.names ?? []).count == given.count
        if isSpelt, given.count != 1 {
            mistakes.note(given.node.error("expected exactly one of: env, file, credential, command"))
        }
    }

    private static func place(
        _ key: String, _ values: String, _ help: String,
        _ read: @escaping @Sendable (SettingsNode) throws(SettingsError) -> SecretSource
    ) -> Setting<SecretSource?> {
        Setting(SettingRow(key: key, values: values, help: help, counts: .perKey), \.self) {
            node, source, mistakes in
            source = mistakes.collect { () throws(SettingsError) in try read(node) }
        }
    }

    /// Reads `{env: NAME}`, `{file: PATH}`, `{credential: NAME}` or `{command: [PROGRAM, …]}`; `nil` when it has a mistake,
    /// which is noted.
    static func read(_ node: SettingsNode, _ mistakes: inout SettingsMistakes) -> SecretSource? {
        guard node.text == nil else {
            mistakes.note(
                node.error("secrets do not belong here; write {env: NAME}, {file: PATH} or {command: [...]}"))
            return nil
        }
        var source: SecretSource?
        var found = SettingsMistakes()
        table.read(node, into: &source, &found)
        for mistake in found.all { mistakes.note(mistake) }
        return found.all.isEmpty ? source : nil
    }

    private static func credential(_ node: SettingsNode) throws(SettingsError) -> String {
        let name = try place(node, "the name of a credential")
        guard !name.contains("/"), name != "..", name != "." else {
            throw node.error("a credential has a plain name, without a path")
        }
        return name
    }

    private static func variable(_ node: SettingsNode) throws(SettingsError) -> String {
        let name = try place(node, "the name of a variable")
        let isName = name.utf8.allSatisfy { $0 == 0x5F || $0.isASCIIAlphanumeric }
        guard isName, name.first?.isNumber == false else {
            throw node.error("the name of a variable is expected: letters, digits and _")
        }
        return name
    }

    /// The name of a place, which is not the secret itself.
    private static func place(_ node: SettingsNode, _ expected: String) throws(SettingsError) -> String {
        let text = try node.string()
        guard !text.looksLikeSecret else {
            throw node.error(
                "this looks like the secret itself; \(expected) is expected, and the secret kept there")
        }
        return text
    }

    /// The secret without what editors and shells put around it; a command may take 10 seconds.
    package func read(
        environment: [String: String], isPassword: Bool = false
    ) async throws(SecretError) -> String {
        try SecretText(place: place, isPassword: isPassword).cleaned(await raw(environment))
    }

    private var place: String {
        switch self {
        case .environment(let name): "the environment variable \(name)"
        case .file(let path): path
        case .credential(let name): "the credential \"\(name)\""
        case .command(let words): "what \(words[0]) printed"
        }
    }

    private func raw(_ environment: [String: String]) async throws(SecretError) -> String {
        switch self {
        case .environment(let name):
            guard let value = environment[name], !value.isEmpty else {
                throw SecretError(
                    "the environment variable \(name) is not set; export it before starting Jarvis")
            }
            return value
        case .file(let path):
            return try Self.firstLine(ofFile: Self.expanded(path, environment))
        case .credential(let name):
            guard let folder = environment["CREDENTIALS_DIRECTORY"] else {
                throw SecretError("there is no credential \"\(name)\": Jarvis was not started by systemd")
            }
            return try Self.firstLine(ofFile: folder + "/" + name)
        case .command(let words):
            return try await SecretCommand(words: words).run()
        }
    }

    private static func expanded(_ path: String, _ environment: [String: String]) -> String {
        guard path.hasPrefix("~/"), let home = environment["HOME"] else { return path }
        return home + path.dropFirst()
    }

    private static func firstLine(ofFile path: String) throws(SecretError) -> String {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw SecretError(
                "\(path): \(String(cString: strerror(errno))); write the secret there with mode 0600")
        }
        guard status.st_mode & S_IFMT != S_IFDIR else {
            throw SecretError("\(path) is a folder; name the file in it that holds the secret")
        }
        guard status.st_mode & 0o077 == 0 else {
            throw SecretError("\(path) can be read by others; run: chmod 600 \(path)")
        }
        if let fault = TrustedPlace.fault(of: path) { throw SecretError("\(path) is not used: \(fault)") }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SecretError("\(path) cannot be read")
        }
        let text = data.drop { $0 == 10 || $0 == 13 || $0 == 32 || $0 == 9 }
        let line = String(decoding: text.prefix { $0 != 10 && $0 != 13 }, as: UTF8.self)
        guard !line.isEmpty else { throw SecretError("\(path) is empty") }
        return line
    }
}

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

import FoundationEssentials
import Glibc
import Settings

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
        self.description = description
    }
}

extension SecretSource {
    /// Reads `{env: NAME}`, `{file: PATH}`, `{credential: NAME}` or `{command: [PROGRAM, …]}`.
    init(_ node: SettingsNode) throws(SettingsError) {
        if node.text != nil {
            throw node.error(
                "secrets do not belong here; write {env: NAME}, {file: PATH} or {command: [...]}")
        }
        let keys = try node.mapping(known: ["env", "file", "credential", "command"])
        guard keys.count == 1, let (kind, value) = keys.first else {
            throw node.error("expected exactly one of: env, file, credential, command")
        }
        switch kind {
        case "env": self = .environment(try value.string())
        case "file": self = .file(try value.string())
        case "credential":
            let name = try value.string()
            guard !name.isEmpty, !name.contains("/"), name != ".", name != ".." else {
                throw value.error("a credential is a name as in LoadCredential=, without folders")
            }
            self = .credential(name)
        default:
            var words: [String] = []
            for word in try value.list() { words.append(try word.string()) }
            guard words.first?.hasPrefix("/") == true else {
                throw value.error("the program must be named by its absolute path")
            }
            self = .command(words)
        }
    }

    /// The secret without the line's end; a command may take 10 seconds.
    package func read(environment: [String: String]) async throws(SecretError) -> String {
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
        guard status.st_mode & 0o077 == 0 else {
            throw SecretError("\(path) can be read by others; run: chmod 600 \(path)")
        }
        if let fault = TrustedPlace.fault(of: path) { throw SecretError("\(path) is not used: \(fault)") }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SecretError("\(path) cannot be read")
        }
        let line = String(decoding: data.prefix { $0 != 10 && $0 != 13 }, as: UTF8.self)
        guard !line.isEmpty else { throw SecretError("\(path) is empty") }
        return line
    }
}

import FoundationEssentials
import Glibc
import Settings
import Text

/// A configuration file read to its end, and every mistake in it.
package struct ConfigurationReading {
    /// What the file says; what has a mistake is left out or has its default.
    package private(set) var configuration = Configuration()
    package private(set) var mistakes = SettingsMistakes { $0.coveringSecrets }
    private var root: SettingsNode?

    /// The most bytes that a file may have.
    private static let largest = 1 << 20

    /// Decodes the text; `file` is the name that mistakes carry.
    package init(_ text: String, file: String) {
        root = mistakes.collect { () throws(SettingsError) in try SettingsNode(parsing: text, file: file) }
        if let root { Configuration.table.read(root, into: &configuration, &mistakes) }
    }

    private init(_ mistake: SettingsError) {
        mistakes.note(mistake)
    }

    /// What was read, or the first mistake, which says how many there are.
    func faultless() throws(SettingsError) -> Configuration {
        let mistakes = mistakes.all
        guard var first = mistakes.first else { return configuration }
        if mistakes.count > 1 {
            first.problem +=
                " (the first of \(mistakes.count) mistakes; `jarvis config check` names them all)"
        }
        throw first
    }

    /// Reads a file; `nil` when there is none.
    ///
    /// It holds no secrets, so others may read it; but it names programs that are run, so nobody else may write it.
    package init?(file: String) {
        var status = stat()
        guard stat(file, &status) == 0 else { return nil }
        guard status.st_mode & 0o022 == 0 else {
            let problem = "others may change it, and it names programs to run; run: chmod go-w \(file)"
            self.init(SettingsError(file: file, problem: problem))
            return
        }
        if let fault = TrustedPlace.fault(of: file) {
            self.init(SettingsError(file: file, problem: "\(fault); it names programs to run"))
            return
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            self.init(SettingsError(file: file, problem: "it is no file; put one in its place"))
            return
        }
        guard status.st_size <= Self.largest else {
            self.init(SettingsError(file: file, problem: "it is larger than 1 MiB, and so no configuration"))
            return
        }
        guard let data = FileManager.default.contents(atPath: file) else {
            self.init(SettingsError(file: file, problem: "the file cannot be read; check its owner and mode"))
            return
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            self.init(SettingsError(file: file, problem: "the file is not UTF-8 text"))
            return
        }
        self.init(text, file: file)
    }
}

extension ConfigurationReading {
    /// Notes what the file names and this machine has not: secrets, certificate files, the shell, and what `screen` finds
    /// wrong with the theme and the keys.
    ///
    /// Takes as long as the commands that print secrets, 10 seconds each at most.
    package mutating func examine(
        environment: [String: String], screen: ScreenJudge
    ) async {
        for cluster in root?.place("clusters")?.elements ?? [] {
            await examineSecret(cluster.place("token", "secret"), environment)
            await examineSecret(cluster.place("user", "password"), environment)
        }
        await examineSecret(root?.place("ai", "key"), environment)
        for model in root?.place("ai", "models")?.elements ?? [] {
            await examineSecret(model.place("key"), environment)
        }
        for server in root?.place("mcp")?.elements ?? [] {
            await examineSecret(server.place("token"), environment)
            let variables = mistakes.collect { () throws(SettingsError) in
                try server.place("environment")?.members()
            }
            for (_, value) in variables ?? [] where value.text == nil {
                await examineSecret(value, environment)
            }
        }
        examine(screen: screen)
    }

    /// The same without the secrets, which may want programs to be run.
    package mutating func examine(screen: ScreenJudge) {
        guard let root else { return }
        for cluster in root.place("clusters")?.elements ?? [] {
            if let place = cluster.place("ca") { examineAuthority(place) }
        }
        if let place = root.place("shell", "command") { examineShell(place) }
        for server in root.place("mcp")?.elements ?? [] {
            guard let place = server.place("command"), let program = place.elements.first?.text else {
                continue
            }
            if program.hasPrefix("/"), let problem = Self.fault(ofProgram: program) {
                mistakes.note(place.error("\(problem); name the program by its absolute path"))
            }
        }
        if let place = root.place("ui", "theme"), let fault = screen.theme(configuration.ui.theme) {
            mistakes.note(place.error(fault))
        }
        examineKeys(screen: screen)
    }

    /// Only the keys: what is wrong with them keeps no house from beginning.
    package mutating func examineKeys(screen: ScreenJudge) {
        for fault in screen.keys(configuration) {
            guard let place = root?.place("keys", fault.command) else { continue }
            mistakes.note(place.error(fault.problem))
        }
    }

    private mutating func examineSecret(_ place: SettingsNode?, _ environment: [String: String]) async {
        // Mistakes were noted when the file was decoded.
        var known = SettingsMistakes()
        guard let place, let source = SecretSource.read(place, &known) else { return }
        do throws(SecretError) {
            _ = try await source.read(environment: environment)
        } catch {
            mistakes.note(place.error(error.description))
        }
    }

    private mutating func examineShell(_ place: SettingsNode) {
        // Nil where it has a mistake, which was noted when the file was decoded.
        guard let program = configuration.shell.command?.first else { return }
        guard let problem = Self.fault(ofProgram: program) else { return }
        mistakes.note(
            place.error(
                "\(problem); name one of those in /etc/shells, or leave shell.command out for your login shell"
            ))
    }

    /// Why a program cannot be run; `nil` where it can.
    private static func fault(ofProgram program: String) -> String? {
        var status = stat()
        if stat(program, &status) != 0 {
            return errno == EACCES ? "\(program) cannot be reached" : "there is no \(program)"
        }
        if status.st_mode & S_IFMT != S_IFREG {
            return "\(program) is \(status.st_mode & S_IFMT == S_IFDIR ? "a folder and " : "")no program"
        }
        return access(program, X_OK) == 0 ? nil : "\(program) is not executable"
    }

    private mutating func examineAuthority(_ place: SettingsNode) {
        guard let path = place.text else { return }
        guard let content = FileManager.default.contents(atPath: path) else {
            mistakes.note(
                place.error("\(path) is not there or cannot be read; name a PEM file of certificates"))
            return
        }
        // The marks that OpenSSL takes for certificates: PEM_read_bio_X509(3).
        let text = String(decoding: content, as: UTF8.self)
        let marks = ["CERTIFICATE", "TRUSTED CERTIFICATE", "X509 CERTIFICATE"]
        guard !marks.contains(where: { text.contains("-----BEGIN \($0)-----") }) else { return }
        mistakes.note(
            place.error(
                "\(path) holds no certificate in PEM (-----BEGIN CERTIFICATE-----); a cluster's own authority is "
                    + "/etc/pve/pve-root-ca.pem on its nodes"))
    }
}

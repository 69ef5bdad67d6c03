import ClusterKit
import FoundationEssentials
import HTTP
import Jarvis
import Settings

/// The conversation of `jarvis config init`.
struct ConfigInterview {
    let terminal: ControllingTerminal
    let folders: Folders

    /// The operator ended the conversation.
    private struct Abandoned: Error {}

    func run() throws -> Errand.Ending {
        do {
            return try converse()
        } catch is Abandoned {
            return Errand.Ending(.refused, "Nothing was written.")
        }
    }

    private func converse() throws -> Errand.Ending {
        terminal.say(Self.introduction)
        var answers = try describe()
        let secret = try ask { terminal.secret("The token's secret (not shown)") }
        guard !secret.isEmpty else { throw Abandoned() }
        answers.fingerprint = try fingerprint(of: answers, secret)
        try test(answers, secret)
        try clear([folders.configurationFile, answers.secretFile])
        try PrivateFile.create(answers.secretFile, text: secret + "\n")
        try PrivateFile.create(folders.configurationFile, text: answers.text)
        terminal.say(
            "\(folders.configurationFile) is written. `jarvis` opens it; `jarvis doctor` tells more.")
        return Errand.Ending(.done)
    }

    private static let introduction = """
        Jarvis needs an API token. On a node, as root, this makes one that may look and switch guests:
          pveum user add jarvis@pve
          pveum role add Jarvis --privs "Sys.Audit VM.Audit VM.PowerMgmt VM.Backup Datastore.Audit \
        Datastore.AllocateSpace"
          pveum acl modify / --users jarvis@pve --roles Jarvis
          pveum user token add jarvis@pve tui --privsep 0

        """

    /// Asks until the answers make sense.
    private func describe() throws -> FirstConfiguration {
        while true {
            let name = try ask { terminal.line("A name for the cluster", default: "home") }
            let entry = try ask { terminal.line("One of its nodes, HOST or HOST:PORT") }
            let token = try ask { terminal.line("The token's id", default: "jarvis@pve!tui") }
            let answers = FirstConfiguration(
                name: name, entry: entry, tokenID: token, secretFile: secretFile(of: name))
            do throws(SettingsError) {
                _ = try answers.settings()
                return answers
            } catch {
                terminal.say("\(error.key): \(error.problem)")
            }
        }
    }

    private func secretFile(of name: String) -> String {
        let safe = name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        return "\(folders.configuration)/\(String(safe)).secret"
    }

    /// The certificate's fingerprint when no authority vouches for it and the operator does.
    ///
    /// Nothing but the handshake is sent before.
    private func fingerprint(
        of answers: FirstConfiguration, _ secret: String
    ) throws -> CertificateFingerprint? {
        do {
            _ = try version(answers, secret)
        } catch let ProxmoxError.untrusted(_, endpoint, _, presented?) {
            terminal.say(
                """
                \(endpoint) shows a certificate that no authority of this system vouches for. Its SHA-256 is
                  \(presented)
                The same must stand on the node, under System, Certificates, or after
                  openssl x509 -noout -fingerprint -sha256 -in /etc/pve/local/pve-ssl.pem
                """)
            guard terminal.confirms("Is it the same?") else { throw Abandoned() }
            return presented
        } catch is ProxmoxError {
            // The test that follows tells what is wrong, and asks.
        }
        return nil
    }

    /// Tries the connection; a failure may be written all the same.
    private func test(_ answers: FirstConfiguration, _ secret: String) throws {
        do {
            let version = try version(answers, secret)
            terminal.say("Connected: Proxmox VE \(version).")
            let configuration = try configuration(answers, secret)
            let permissions = try Blocking.wait { try await ProxmoxClient(configuration).permissions() }
            for finding in ClusterCheckup(configuration).rights(permissions) {
                terminal.say("  \(finding.text)")
            }
        } catch let error as ProxmoxError {
            terminal.say("The connection does not work yet. \(error)")
            guard terminal.confirms("Write the configuration all the same?") else { throw Abandoned() }
        }
    }

    private func version(_ answers: FirstConfiguration, _ secret: String) throws -> ProxmoxVersion {
        let configuration = try configuration(answers, secret)
        return try Blocking.wait { try await ProxmoxClient(configuration).version() }
    }

    private func configuration(_ answers: FirstConfiguration, _ secret: String) throws -> ClusterConfiguration
    {
        try answers.settings().configuration(secret: Secret(secret))
    }

    /// Gives what is in the way another name, once the operator agreed to all of it.
    private func clear(_ paths: [String]) throws {
        let taken = paths.filter { FileManager.default.fileExists(atPath: $0) }
        for path in taken {
            guard
                terminal.confirms("\(path) is there already. Keep it under another name and write a new one?")
            else { throw Abandoned() }
        }
        for path in taken { terminal.say("The old one is now \(try PrivateFile.setAside(path)).") }
    }

    private func ask(_ question: () -> String?) throws -> String {
        guard let answer = question() else { throw Abandoned() }
        return answer
    }
}

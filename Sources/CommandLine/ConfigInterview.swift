import ClusterKit
import FoundationEssentials
import HTTP
import Jarvis
import Settings
import Text

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
        if FileManager.default.fileExists(atPath: folders.configurationFile) {
            terminal.say(
                "\(folders.configurationFile) is there already; nothing happens to it unless you agree.\n")
        }
        var given: String?
        var answers = try describe(&given)
        let secret = try given ?? secret()
        try connect(&answers, secret)
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

    /// `given` is a secret that came with the token's id.
    private func describe(_ given: inout String?) throws -> FirstConfiguration {
        var answers = FirstConfiguration(
            name: "home", entry: "pve", tokenID: "jarvis@pve!tui", secretFile: secretFile(of: "home"))
        try fill(\.name, of: &answers, "A name for the cluster", default: answers.name)
        answers.secretFile = secretFile(of: answers.name)
        try fill(\.entry, of: &answers, "One of its nodes, HOST or HOST:PORT")
        try fill(\.tokenID, of: &answers, "The token's id", default: answers.tokenID) { answer in
            guard let parts = AccountName.split(answer),
                terminal.confirms(
                    "That is an id with the secret behind it. Take \(parts.id) as the id and the rest as the secret?"
                )
            else { return answer }
            given = parts.secret
            return parts.id
        }
        return answers
    }

    /// Asks until the answer makes sense in the file.
    private func fill(
        _ part: WritableKeyPath<FirstConfiguration, String>, of answers: inout FirstConfiguration,
        _ question: String, default fallback: String? = nil, reading: (String) -> String = { $0 }
    ) throws {
        while true {
            answers[keyPath: part] = reading(try ask { terminal.line(question, default: fallback) })
            do throws(SettingsError) {
                _ = try answers.settings()
                return
            } catch {
                terminal.say("  Not that: \(error.problem).")
            }
        }
    }

    private func secret() throws -> String {
        while true {
            let answer = try ask { terminal.secret("The token's secret (not shown)") }
            let secret = answer.split(whereSeparator: \.isWhitespace).joined()
            // Pasted with the id before it, as the header has it.
            if let parts = AccountName.split(secret) { return parts.secret }
            if !secret.isEmpty { return secret }
            terminal.say("  It is the value that `pveum user token add` printed; Ctrl-C ends this.")
        }
    }

    private func secretFile(of name: String) -> String {
        let safe = name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        return "\(folders.configuration)/\(String(safe)).secret"
    }

    /// Tries the connection; one that does not work may be written all the same.
    ///
    /// Nothing but the handshake is sent before a certificate is accepted.
    private func connect(_ answers: inout FirstConfiguration, _ secret: String) throws {
        terminal.say("Trying \(answers.entry) …")
        while true {
            do {
                try report(answers, secret)
                return
            } catch let ProxmoxError.untrusted(_, endpoint, _, presented?) where answers.fingerprint == nil {
                try accept(presented, of: "\(endpoint)")
                answers.fingerprint = presented
            } catch let error as ProxmoxError {
                terminal.say("The connection does not work yet. \(error)")
                guard terminal.confirms("Write the configuration all the same?") else { throw Abandoned() }
                return
            }
        }
    }

    /// No authority vouches for the certificate; the operator may.
    private func accept(_ fingerprint: CertificateFingerprint, of endpoint: String) throws {
        terminal.say(
            """
            \(endpoint) shows a certificate that no authority of this system vouches for. Its SHA-256 is
              \(fingerprint)
            The same must stand on the node, under System, Certificates, or after
              openssl x509 -noout -fingerprint -sha256 -in /etc/pve/local/pve-ssl.pem
            """)
        guard terminal.confirms("Is it the same?") else { throw Abandoned() }
    }

    private func report(_ answers: FirstConfiguration, _ secret: String) throws {
        terminal.say("Connected: Proxmox VE \(try version(answers, secret)).")
        let configuration = try configuration(answers, secret)
        let permissions = try Blocking.wait { try await ProxmoxClient(configuration).permissions() }
        for finding in ClusterCheckup(configuration).rights(permissions) { terminal.say("  \(finding.text)") }
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

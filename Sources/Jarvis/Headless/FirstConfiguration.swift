import Glibc
import HTTP
import Settings

/// The configuration that `jarvis config init` writes: one cluster and a token.
package struct FirstConfiguration: Sendable, Hashable {
    /// What the cluster is called.
    package var name: String
    /// The entry node, as `HOST`, `HOST:PORT` or a URL.
    package var entry: String
    /// `USER@REALM!NAME`.
    package var tokenID: String
    /// The absolute path of the file with the token's secret.
    package var secretFile: String
    /// The certificate that was accepted; `nil` when the system's authorities vouch for it.
    package var fingerprint: CertificateFingerprint?

    package init(
        name: String, entry: String, tokenID: String, secretFile: String,
        fingerprint: CertificateFingerprint? = nil
    ) {
        self.name = name
        self.entry = entry
        self.tokenID = tokenID
        self.secretFile = secretFile
        self.fingerprint = fingerprint
    }

    /// The file's text.
    package var text: String {
        """
        # What Jarvis looks after. `jarvis config check` finds mistakes, `jarvis doctor` what does not work.
        clusters:
          - name: \(name.quoted)
            nodes: [\(entry.quoted)]
            token:
              id: \(tokenID.quoted)
              secret: {file: \(secretFile.quoted)}
        \(pins)
        """
    }

    private var pins: String {
        guard let fingerprint else { return "" }
        return """
                fingerprints:
                  \(host.quoted): \(fingerprint.description.quoted)

            """
    }

    /// What the file means, which also tells whether the answers make sense.
    package func settings() throws(SettingsError) -> ClusterSettings {
        let configuration = try Configuration(parsing: text, file: "the answers")
        guard let cluster = configuration.clusters.first else {
            throw SettingsError(file: "the answers", problem: "they name no cluster")
        }
        return cluster
    }

    /// The entry without scheme, port and brackets: what fingerprints are kept by.
    private var host: String { WebAddress(entry)?.host ?? entry }
}

extension String {
    /// As a single-quoted YAML scalar: https://yaml.org/spec/1.2.2/#732-single-quoted-style.
    fileprivate var quoted: String {
        "'" + split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }
}

/// A new file that only its owner may read.
package enum PrivateFile {
    /// Why it was not made.
    package enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
        /// Something has that name already; it was not touched.
        case exists(path: String)
        /// A system call failed, with errno.
        case system(path: String, code: Int32)

        package var description: String {
            switch self {
            case .exists(let path): "\(path) is there already and was left as it is."
            case .system(let path, let code): "\(path) cannot be written: \(String(cString: strerror(code)))."
            }
        }
    }

    /// Writes the text, mode 0600, and makes the folders above, mode 0700; never over something else.
    package static func create(_ path: String, text: String) throws(Fault) {
        try create(path, bytes: Array(text.utf8))
    }

    /// Writes the bytes in the same way.
    package static func create(_ path: String, bytes: [UInt8]) throws(Fault) {
        try makeFolder(above: path)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw errno == EEXIST ? .exists(path: path) : .system(path: path, code: errno)
        }
        defer { close(descriptor) }
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            let code = errno
            unlink(path)
            throw .system(path: path, code: code)
        }
    }

    /// Gives a file that is in the way another name beside it, and returns that.
    package static func setAside(_ path: String) throws(Fault) -> String {
        let free = (1...).lazy.map { "\(path).old-\($0)" }.first { access($0, F_OK) != 0 } ?? path + ".old"
        guard rename(path, free) == 0 else { throw .system(path: path, code: errno) }
        return free
    }

    private static func makeFolder(above path: String) throws(Fault) {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return }
        let folder = String(path[..<slash])
        guard access(folder, F_OK) != 0 else { return }
        try makeFolder(above: folder)
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw .system(path: folder, code: errno) }
    }
}

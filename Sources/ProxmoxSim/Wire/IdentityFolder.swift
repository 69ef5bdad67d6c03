import FoundationEssentials
import Glibc

/// A folder that holds a file `NODE.pem` with key and certificate for each node, readable by its owner alone.
struct IdentityFolder: Sendable {
    private let path: String

    init(_ path: String) throws(SimulatorError) {
        self.path = path
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw failure(path)
        }
    }

    /// What is kept for a node; `nil` when that is nothing, or no key with a certificate.
    func identity(of node: NodeName) throws(SimulatorError) -> TLSIdentity? {
        guard let bytes = FileManager.default.contents(atPath: file(node)) else { return nil }
        return try TLSIdentity(pem: String(decoding: bytes, as: UTF8.self))
    }

    func keep(_ identity: TLSIdentity, of node: NodeName) throws(SimulatorError) {
        let new = file(node) + ".new"
        // Not after it is written: a key must never lie open.
        let descriptor = open(new, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(new) }
        let text = Array((identity.key + identity.certificate).utf8)
        let isWritten = write(descriptor, text, text.count) == text.count
        guard close(descriptor) == 0, isWritten, rename(new, file(node)) == 0 else {
            throw failure(new)
        }
    }

    private func file(_ node: NodeName) -> String { "\(path)/\(node).pem" }

    /// What the last call of the system said of a file.
    private func failure(_ file: String) -> SimulatorError {
        let words = String(cString: strerror(errno))
        return .folder(path: path, detail: file == path ? words : "\(file): \(words)")
    }
}

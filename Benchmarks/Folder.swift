import FoundationEssentials
import Glibc

/// A folder of its own for one run, removed with everything in it at the end.
final class Folder {
    let path: String

    init() throws(BenchmarkError) {
        var template = Array("/tmp/jarvis-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw .system("make a folder", code: errno) }
        path =
            template.withUnsafeBufferPointer { text in text.baseAddress.map { String(cString: $0) } }
            ?? "/tmp"
        mkdir(path + "/config", 0o700)
        mkdir(path + "/config/jarvis", 0o700)
        mkdir(path + "/state", 0o700)
    }

    deinit {
        do {
            try FileManager.default.removeItem(atPath: path)
        } catch {
            print("JarvisBench: \(path) is left behind: \(error)")
        }
    }

    /// Has Jarvis drive that cluster, in mode ops, with `more` sections.
    func configure(_ cluster: SimulatedCluster, more: String = "") throws(BenchmarkError) {
        try File.write(
            """
            clusters:
              - name: bench
                nodes: ["\(cluster.address)"]
                token: {id: "\(cluster.token)", secret: {env: CLUSTER_SECRET}}
                fingerprints: {"127.0.0.1": "\(cluster.fingerprint)"}
            ui: {mode: ops}
            \(more)
            """, to: path + "/config/jarvis/config.yaml")
    }
}

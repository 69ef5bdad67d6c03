import ArgumentParser
import FoundationEssentials
import HTTP
import House
import Jarvis
import Memory
import Settings

/// `jarvis trust CLUSTER FINGERPRINT`: accepts a cluster's new certificate.
struct TrustCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trust",
        abstract: "Accept the certificate of a cluster's entry nodes by its fingerprint.")

    @Argument(help: "The cluster's name in the configuration.")
    var cluster: String

    @Argument(help: "The certificate's SHA-256, as the error message shows it.")
    var fingerprint: String

    @Option(help: "Only for this HOST:PORT; all entry nodes of the cluster when left out.")
    var node: String?

    func run() throws {
        guard let fingerprint = CertificateFingerprint(fingerprint) else {
            throw ValidationError("A fingerprint is 32 pairs of hexadecimal digits, such as AA:BB:…")
        }
        let folders = Folders(environment: ProcessEnvironment.current)
        let configuration = try Configuration.read(file: folders.configurationFile)
        guard let settings = configuration?.clusters.first(where: { $0.name == cluster }) else {
            throw ValidationError("\(folders.configurationFile) names no cluster \"\(cluster)\".")
        }
        let places = settings.entries.map { String($0.dropFirst("https://".count)) }.filter {
            node == nil || $0 == node
        }
        guard !places.isEmpty else { throw ValidationError("\(cluster) has no entry node \(node ?? "").") }
        try Blocking.wait {
            let store = try await Store.open(at: folders.state).store
            for place in places {
                try await store.preferences.set("trust.\(place)", to: fingerprint.description, at: .now)
            }
            try await store.close()
        }
        print("Trusted for \(places.joined(separator: ", ")).")
    }
}

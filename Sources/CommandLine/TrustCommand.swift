import ArgumentParser
import HTTP
import Jarvis
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
        try Errand.Ending.leave {
            guard let fingerprint = CertificateFingerprint(fingerprint) else {
                return Errand.Ending(
                    .usage, "A fingerprint is 32 pairs of hexadecimal digits, such as AA:BB:…")
            }
            let file = Folders(environment: ProcessEnvironment.current).configurationFile
            guard
                let settings = try Configuration.read(file: file)?.clusters.first(where: {
                    $0.name == cluster
                })
            else { return Errand.Ending(.configuration, "\(file) names no cluster \"\(cluster)\".") }
            let places = settings.entries.map { String($0.dropFirst("https://".count)) }
                .filter { node == nil || $0 == node }
            guard !places.isEmpty else {
                return Errand.Ending(.usage, "\(cluster) has no entry node \(node ?? "").")
            }
            let messenger = Messenger()
            let ending = try messenger.carry(.trust, [cluster, fingerprint.description] + places)
            try messenger.close()
            if ending.code == 0 { print("Trusted for \(places.joined(separator: ", ")).") }
            return ending
        }
    }
}

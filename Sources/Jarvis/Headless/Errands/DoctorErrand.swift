import ClusterKit
import HTTP
import JSON
import Memory

extension Errand {
    /// Examines clusters, model and memory: a JSON list of `Finding`s.
    package static let doctor = Errand("doctor", need: .clusters, patience: .seconds(180)) {
        estate, _, output in
        let pins: [String: CertificateFingerprint]
        do throws(MemoryError) {
            pins = try await TrustPins.all(in: estate.store)
        } catch {
            return Ending(.memory, error.description)
        }
        var findings = estate.notedFindings
        for site in estate.sites {
            await site.settle(until: .now + Estate.patience)
            let checkup = ClusterCheckup(site.client.configuration.pinned(pins))
            findings += await checkup.findings(watched: await site.snapshot)
        }
        findings += await ModelCheckup(settings: estate.settings.ai).findings(estate.environment)
        findings += await MemoryCheckup(
            store: estate.store, sqlite: estate.sqlite, fault: estate.memoryFault
        ).findings()
        output(JSONValue.array(findings.map(\.json)).text)
        return Ending(.done)
    }
}

extension ClusterConfiguration {
    /// With the certificates that were accepted since it was read.
    fileprivate func pinned(_ pins: [String: CertificateFingerprint]) -> ClusterConfiguration {
        var configuration = self
        for index in endpoints.indices {
            let place = "\(endpoints[index].host):\(endpoints[index].port)"
            configuration.endpoints[index].fingerprint = pins[place] ?? endpoints[index].fingerprint
        }
        return configuration
    }
}

/// The same examination by a command of its own, which goes on where an estate could not be opened.
package enum LoneExamination {
    package static func findings(
        _ settings: Configuration?, folders: Folders, environment: [String: String]
    ) async -> [Finding] {
        let (memory, pins) = await MemoryCheckup.alone(at: folders.state)
        var findings: [Finding] = []
        for cluster in settings?.clusters ?? [] {
            do throws(ConfigurationError) {
                let configuration = try await cluster.resolved(environment: environment, pins: pins)
                findings += await ClusterCheckup(configuration).findings()
            } catch {
                findings.append(Finding("cluster \(cluster.name)", .fault, error.description))
            }
        }
        if let settings { findings += await ModelCheckup(settings: settings.ai).findings(environment) }
        return findings + memory
    }
}

import ClusterKit
import HTTP
import JSON
import Memory
import Settings

extension Errand {
    /// Examines clusters, model and memory: a JSON list of `Finding`s.
    package static let doctor = Errand("doctor", need: .clusters, patience: .seconds(180)) {
        estate, _, output in
        let pins: [String: CertificateFingerprint]
        do throws(MemoryError) {
            pins = try await TrustPins.all(in: estate.store)
        } catch {
            return Ending(.memory, error.told)
        }
        var findings = [estate.keeper.kill.finding].compactMap(\.self) + estate.notedFindings
        findings += estate.untakenSettings
        var snapshots: [ClusterSnapshot] = []
        for site in estate.sites {
            await site.settle(until: .now + Estate.patience)
            let snapshot = await site.snapshot
            let checkup = ClusterCheckup(site.client.configuration.pinned(pins))
            findings += await checkup.findings(watched: snapshot)
            snapshots.append(snapshot)
        }
        findings +=
            ProtectionCheckup(protected: estate.settings.safety.protected, snapshots: snapshots).findings
        findings += await ModelCheckup.findings(of: estate.settings.ai, estate.environment)
        findings += await EmbeddingCheckup.findings(
            of: estate.settings.ai, estate.environment, in: estate.store)
        findings += await ExamCheckup.findings(of: estate.settings.ai, in: estate.store)
        findings += await ForeignCheckup.findings(of: estate.settings.mcp, estate.environment)
        findings += await MemoryCheckup(
            store: estate.store, sqlite: estate.sqlite, fault: estate.memoryFault
        ).findings()
        output(JSONValue.array(findings.map(\.json)).text)
        return Ending(.done)
    }
}

extension Estate {
    /// What the configuration file says by now and does not count before a restart; nothing where the demo is shown.
    fileprivate var untakenSettings: [Finding] {
        let file = Folders(environment: environment).configurationFile
        guard !settings.clusters.isEmpty, let reading = ConfigurationReading(file: file),
            reading.mistakes.all.isEmpty
        else { return [] }
        let keys = Configuration.table.changes(from: settings, to: reading.configuration)
            .filter { $0.counts == .restart }.map(\.key)
        guard !keys.isEmpty else { return [] }
        let watched = sites.map(\.name).joined(separator: ", ")
        return [
            Finding(
                "house: configuration", .warning,
                "the running house waits for a restart (end Jarvis, then jarvis) to take over what \(file) says by now of "
                    + "\(keys.joined(separator: ", ")); until then it watches \(watched)")
        ]
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
        let memory = await MemoryCheckup.alone(at: folders.state, for: settings?.ai ?? MindSettings())
        var findings = [KillFile(folder: folders.state).state().finding].compactMap(\.self)
        var snapshots: [ClusterSnapshot] = []
        for cluster in settings?.clusters ?? [] {
            do throws(ConfigurationError) {
                let configuration = try await cluster.resolved(environment: environment, pins: memory.pins)
                let examination = await ClusterCheckup(configuration).examination()
                findings += examination.findings
                snapshots += [examination.snapshot].compactMap(\.self)
            } catch {
                findings.append(Finding("cluster \(cluster.name)", .fault, error.told))
            }
        }
        if let settings, snapshots.count == settings.clusters.count {
            let protected = settings.safety.protected
            findings += ProtectionCheckup(protected: protected, snapshots: snapshots).findings
        }
        if let settings {
            findings += await ModelCheckup.findings(of: settings.ai, environment)
            findings += memory.exams
            findings += await EmbeddingCheckup.findings(of: settings.ai, environment)
            findings += await ForeignCheckup.findings(of: settings.mcp, environment)
        }
        return findings + memory.findings
    }
}

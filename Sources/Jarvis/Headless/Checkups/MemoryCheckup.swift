import FoundationEssentials
import Glibc
import HTTP
import Memory

/// Examines the database: SQLite's own check, the audit chain, and the library's known faults.
package struct MemoryCheckup: Sendable {
    private let store: Store
    private let sqlite: SQLiteVersion

    /// Why the memory does not last, where it should.
    private let fault: String?

    package init(store: Store, sqlite: SQLiteVersion, fault: String? = nil) {
        self.store = store
        self.sqlite = sqlite
        self.fault = fault
    }

    package func findings() async -> [Finding] {
        let library =
            sqlite.warning.map { Finding("memory: library", .warning, $0) }
            ?? Finding("memory: library", .good, "SQLite \(sqlite)")
        do throws(MemoryError) {
            let database = try await database()
            let audit = try await audit()
            return [library, database, audit]
        } catch {
            return [library, Finding("memory: database", .fault, error.told)]
        }
    }

    /// What a look into a database that no house keeps brought.
    struct LoneLook: Sendable {
        var findings: [Finding]
        /// The certificates it holds.
        var pins: [String: CertificateFingerprint] = [:]
        /// On the exams of the models.
        var exams: [Finding]
    }

    /// Opens a database that no house keeps, and closes it again; does not make one.
    static func alone(at folder: String, for settings: MindSettings = MindSettings()) async -> LoneLook {
        let subject = "memory: database"
        let hasDatabase = FileManager.default.fileExists(atPath: folder + "/jarvis.db")
        guard hasDatabase || FileManager.default.fileExists(atPath: folder + "/jarvis.lock") else {
            return LoneLook(
                findings: [missing(subject, folder)],
                exams: await ExamCheckup.findings(of: settings, in: nil))
        }
        do throws(MemoryError) {
            let opening = try await Store.open(at: folder, waiting: Estate.memoryPatience)
            let findings = await MemoryCheckup(store: opening.store, sqlite: opening.sqlite).findings()
            let pins = try await TrustPins.all(in: opening.store)
            let exams = await ExamCheckup.findings(of: settings, in: opening.store)
            try await opening.store.close()
            return LoneLook(findings: findings, pins: pins, exams: exams)
        } catch {
            return LoneLook(
                findings: [Finding(subject, .fault, error.told)], exams: ExamCheckup.unread(of: settings))
        }
    }

    /// There is no database: whether there can be one.
    private static func missing(_ subject: String, _ folder: String) -> Finding {
        var place = folder
        while access(place, F_OK) != 0, let end = place.lastIndex(of: "/"), end > place.startIndex {
            place = String(place[..<end])
        }
        guard access(place, W_OK | X_OK) != 0 else {
            return Finding(subject, .good, "there is none yet; it will be made in \(folder)")
        }
        let fault = String(cString: strerror(errno))
        return Finding(
            subject, .fault,
            "there is none, and none can be made: \(place) cannot be written (\(fault)). Allow it, or name another folder "
                + "with XDG_STATE_HOME; until then `jarvis` opens no house, and commands remember nothing")
    }

    private func database() async throws(MemoryError) -> Finding {
        let faults = try await store.check()
        guard faults.isEmpty else {
            return Finding(
                "memory: database", .fault,
                faults.prefix(5).joined(separator: "; ")
                    + "; `jarvis memory set-aside` keeps it for rescue and lets a new one begin")
        }
        if let fault { return Finding("memory: database", .fault, fault) }
        let counts = try await store.counts()
        return store.isTemporary
            ? Finding("memory: database", .warning, "kept until the house ends only; it holds \(counts)")
            : Finding("memory: database", .good, "sound; it holds \(counts)")
    }

    private func audit() async throws(MemoryError) -> Finding {
        guard !store.isTemporary else {
            return Finding(
                "memory: audit log", .unknown, "not looked at: the house works without its database")
        }
        return switch try await store.audit.verify() {
        case .intact(let entries, _):
            Finding("memory: audit log", .good, "unbroken chain, entries: \(entries)")
        case .broken(let id, let fault):
            Finding(
                "memory: audit log", .fault,
                "entry \(id): \(fault); rely on nothing from there on, and keep a copy of the file as it is")
        }
    }
}

import Glibc
import HTTP
import House
import Jarvis
import Memory
import Multiplexer
import Settings

/// Takes errands to the running house; does them here when there is none, and starts none.
final class Messenger {
    private let environment = ProcessEnvironment.current
    private let asksDemo: Bool
    private var estate: Estate?

    /// With `asksDemo` a demo answers where no house runs and no cluster is configured.
    init(asksDemo: Bool = false) {
        self.asksDemo = asksDemo
    }

    /// Does an errand, and hands on its answer part by part on this thread.
    ///
    /// Throws what kept it from being done: `HouseError`, `SettingsError`, `ConfigurationError`, `MemoryError`.
    func carry(
        _ errand: Errand, _ arguments: [String] = [], output: (String) -> Void = { _ in }
    ) throws -> Errand.Ending {
        try converse(errand, arguments) { part in
            output(part)
            return []
        }
    }

    /// Has the running house do an errand, as long as it is wanted; `nil` where none runs.
    static func askHouse(
        _ errand: Errand, _ arguments: [String], at house: HouseAddress, isWanted: () -> Bool,
        output: (String) -> Void
    ) throws(HouseError) -> Errand.Ending? {
        try askHouse(errand, arguments, at: house, isWanted: isWanted) { part in
            output(part)
            return []
        }
    }

    private static func askHouse(
        _ errand: Errand, _ arguments: [String], at house: HouseAddress, isWanted: () -> Bool = { true },
        hear: (String) -> [[String]]
    ) throws(HouseError) -> Errand.Ending? {
        do throws(HouseError) {
            let ending = try Question(to: house).ask(
                errand.name, arguments, patience: errand.patience, isWanted: isWanted, conversing: hear)
            return Errand.Ending(code: ending.code, text: ending.text)
        } catch .noHouse {
            return nil
        }
    }

    /// Does an errand that asks back: what `hear` returns of a part are the operator's words on it.
    func converse(
        _ errand: Errand, _ arguments: [String], hear: (String) -> [[String]]
    ) throws -> Errand.Ending {
        let house = asksDemo ? DemoHouse().addressToAsk() : .standard()
        if let ending = try Self.askHouse(errand, arguments, at: house, hear: hear) { return ending }
        let estate = try estate ?? open(errand.need)
        self.estate = estate
        return try Self.run(
            { part in
                for words in hear(part) {
                    let approval = Approval(Testimony.ofThisProcess(beside: .standard()))
                    try Blocking.wait { await estate.settle(words, from: 0, approval) }
                }
            },
            { output in
                await estate.watching { await errand.run(in: estate, arguments, output: output) }
            })
    }

    /// Does an errand whose answer is wanted whole.
    func collect(_ errand: Errand, _ arguments: [String] = []) throws -> (text: String, ending: Errand.Ending)
    {
        var text = ""
        let ending = try carry(errand, arguments) { text += $0 }
        return (text, ending)
    }

    /// Lets go of what was opened here.
    func close() throws {
        guard let estate else { return }
        try Blocking.wait {
            await estate.foreign.close()
            try await estate.store.close()
        }
    }

    private func open(_ need: Errand.Need) throws -> Estate {
        let folders = Folders(environment: environment)
        var settings = Configuration()
        if need != .memory {
            let file = folders.configurationFile
            guard let read = try Configuration.read(file: file) else {
                throw ConfigurationMissing(place: "there is no \(file)")
            }
            guard !read.clusters.isEmpty else { throw ConfigurationMissing(place: "\(file) names none") }
            settings = read
        } else if let read = ConfigurationReading(file: folders.configurationFile) {
            // Nothing else counts for what is remembered, and mistakes in the file do not matter there.
            settings.ai.budget = read.configuration.ai.budget
        }
        return try Blocking.wait { [settings, environment] in
            if need == .view {
                return try await Estate.open(
                    settings, opening: try Store.temporary(),
                    pins: try await Self.certificates(in: folders.state), environment: environment)
            }
            let memory = try await Self.openMemory(at: folders.state, need)
            return try await Estate.open(
                settings, opening: memory.opening, memoryFault: memory.fault, environment: environment)
        }
    }

    /// The certificates that were accepted, without holding the memory longer than to read them once.
    private static func certificates(
        in folder: String
    ) async throws(MemoryError) -> [String: CertificateFingerprint] {
        if let copied = TrustPins.copied(in: folder) { return copied }
        guard access(folder + "/jarvis.db", F_OK) == 0 else { return [:] }
        do throws(MemoryError) {
            let store = try await Store.open(at: folder, waiting: Estate.memoryPatience).store
            try await TrustPins.copy(from: store, to: folder)
            let pins = try await TrustPins.all(in: store)
            try await store.close()
            return pins
        } catch {
            // Without them a certificate that only the memory knows is not believed, and that is said.
            guard error.allowsTemporaryStore else { throw error }
            StandardError.write("\(error)")
            return [:]
        }
    }

    /// Clusters can be looked at without a memory; the audit log cannot be verified without its own.
    private static func openMemory(
        at folder: String, _ need: Errand.Need
    ) async throws(MemoryError) -> Recollection {
        do throws(MemoryError) {
            let opening = try await Store.open(at: folder, waiting: Estate.memoryPatience)
            try await TrustPins.copy(from: opening.store, to: folder)
            // A question may wait minutes for a mind or a person.
            if need == .clusters { await opening.store.share() }
            return Recollection(opening: opening)
        } catch {
            guard need == .clusters, error.allowsTemporaryStore else { throw error }
            return Recollection(
                opening: try Store.temporary(), fault: "\(error) This time nothing is remembered.")
        }
    }

    /// The memory of a command, and why it does not last.
    private struct Recollection {
        let opening: Opening
        var fault: String?
    }

    /// Runs a task and listens to it on this thread.
    private static func run(
        _ output: (String) throws -> Void,
        _ work: @escaping @Sendable (@escaping Errand.Output) async -> Errand.Ending
    ) rethrows -> Errand.Ending {
        let spool = Spool<Word>()
        Task { @concurrent in
            let ending = await work { spool.put(.part($0)) }
            spool.put(.end(ending))
        }
        while true {
            switch spool.next() {
            case .part(let text): try output(text)
            case .end(let ending): return ending
            }
        }
    }
}

/// What a task says.
private enum Word: Sendable {
    case part(String)
    case end(Errand.Ending)
}

/// There is nothing to look after.
struct ConfigurationMissing: Error, CustomStringConvertible {
    let place: String

    var description: String {
        "There is no cluster to ask: \(place). `jarvis config init` makes one; "
            + "`jarvis demo` shows a simulated cluster."
    }
}

extension Approval {
    /// A word is worth what the kernel tells of the process that gave it.
    package init(_ testimony: Testimony) {
        switch testimony {
        case .witness(let witness): self = .given(by: witness.description)
        case .objection(let objection): self = .void(objection.description)
        }
    }
}

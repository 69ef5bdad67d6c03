import AIKit
@preconcurrency import Dispatch
import FoundationEssentials
import Memory

/// The operator's notes and runbooks, searched as they stand in their folders.
///
/// They are looked at again when something is searched, at most every few seconds; a folder that does not answer delays
/// nobody for long, and then what was read before is searched.
///
/// Where a model of this network gives them a place by their meaning, they are found by that as well; without it, or when
/// it does not answer, by their words alone.
package actor Runbooks {
    private var folders: [String]
    private let passages: Passages
    private var meanings: PassageMeanings?
    private var reading: Task<Void, Never>?
    private var looked: ContinuousClock.Instant?
    /// What the last look at the folders found wrong, in sentences.
    private var faults: [String] = []

    /// A change of a file is seen after so long.
    private static let interval = Duration.seconds(5)
    /// So long a search waits for the folders.
    private static let patience = Duration.seconds(3)

    init(_ folders: [String], _ passages: Passages, embeddings: EmbeddingServer? = nil) {
        self.folders = folders
        self.passages = passages
        meanings = embeddings.map { PassageMeanings($0, passages) }
    }

    /// Looks into other folders from now on, and asks another model for their meaning.
    func use(_ folders: [String], embeddings: EmbeddingServer? = nil) async {
        await meanings?.stop()
        meanings = embeddings.map { PassageMeanings($0, passages) }
        // With another model all of them are made anew, which begins with a look.
        if folders != self.folders || embeddings != nil { looked = nil }
        self.folders = folders
    }

    /// What was found, and what the operator should know of the folders.
    struct Finding: Sendable {
        var passages: [PassageRecord]
        var faults: [String]
    }

    /// Passages with these words, and those that mean the same, the best match first.
    func search(_ words: String, limit: Int) async throws(MemoryError) -> Finding {
        await follow(waiting: Self.patience)
        guard !folders.isEmpty else { return Finding(passages: [], faults: faults) }
        let byWords = try await passages.search(words, limit: Self.spare * limit)
        let byMeaning = try await meanings?.nearest(to: words, limit: Self.spare * limit) ?? []
        let found = Self.merged([byWords, byMeaning]).prefix(limit)
        return Finding(passages: Array(found), faults: faults)
    }

    /// Passages with these words, the best match first, of what is read by now: no model is asked, and a folder is waited for
    /// only so long.
    func recall(_ words: String, limit: Int, waiting: Duration) async throws(MemoryError) -> [PassageRecord] {
        await follow(waiting: waiting)
        return folders.isEmpty ? [] : try await passages.search(words, limit: limit)
    }

    /// So many times what is asked for is looked at in each of two ways.
    private static let spare = 3
    /// What stands high in one list only comes behind what stands well in both (Cormack, Clarke and Büttcher, 2009,
    /// https://doi.org/10.1145/1571941.1572114).
    private static let fusion = 60.0

    /// Several lists in one, by the sum of the reciprocal ranks; of equals the first list's come first.
    static func merged(_ lists: [[PassageRecord]]) -> [PassageRecord] {
        var ranks: [PassageRecord: Double] = [:]
        var order: [PassageRecord] = []
        for list in lists {
            for (place, passage) in list.enumerated() {
                if ranks[passage] == nil { order.append(passage) }
                ranks[passage, default: 0] += 1 / (fusion + Double(place + 1))
            }
        }
        return order.enumerated().sorted {
            (ranks[$1.element] ?? 0, $0.offset) < (ranks[$0.element] ?? 0, $1.offset)
        }.map(\.element)
    }

    /// Reads what has changed.
    private func follow(waiting patience: Duration) async {
        if reading == nil, looked.map({ .now - $0 >= Self.interval }) ?? true {
            let folders = folders.map(RunbookFolder.init)
            reading = Task { await read(folders) }
        }
        let deadline = ContinuousClock.now + patience
        while reading != nil, .now < deadline, !Task.isCancelled {
            do { try await Task.sleep(for: .milliseconds(5)) } catch { break }
        }
        if reading != nil {
            faults = ["A folder of runbooks does not answer; what was read before is searched."]
        }
    }

    private func read(_ folders: [RunbookFolder]) async {
        var faults: [String] = []
        do throws(MemoryError) {
            let known = try await passages.files()
            let look = await Self.blocking { Look(folders, known) }
            faults = look.unreadable.map { "The folder of runbooks \($0) cannot be read." }
            for read in look.changed {
                try await passages.keep(read.passages, of: read.file.path, stamp: read.file.stamp)
            }
            if !look.gone.isEmpty { try await passages.forget(look.gone) }
        } catch {
            faults.append("The runbooks cannot be kept to search in: \(error)")
        }
        self.faults = faults
        looked = .now
        reading = nil
        await meanings?.begin()
    }

    /// Reading files waits for disks and for other machines: not in the pool of tasks.
    private static func blocking<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: work()) }
        }
    }
}

/// What one look at the folders found.
private struct Look: Sendable {
    struct Read: Sendable {
        let file: RunbookFolder.File
        let passages: [PassageRecord]
    }

    private(set) var changed: [Read] = []
    /// Paths that are kept and not there any more.
    private(set) var gone: Set<String> = []
    private(set) var unreadable: [String] = []

    init(_ folders: [RunbookFolder], _ known: [String: String]) {
        var seen: Set<String> = []
        var silent: [String] = []
        for folder in folders {
            guard let files = folder.files() else {
                silent.append(folder.path)
                continue
            }
            for file in files where seen.insert(file.path).inserted && known[file.path] != file.stamp {
                guard let passages = RunbookFolder.passages(of: file) else { continue }
                changed.append(Read(file: file, passages: passages))
            }
        }
        unreadable = silent
        // What is in a folder that cannot be read now is kept.
        gone = Set(known.keys).subtracting(seen).filter { path in
            !silent.contains { path.hasPrefix($0 + "/") }
        }
    }
}

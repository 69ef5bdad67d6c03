@preconcurrency import Dispatch
import FoundationEssentials
import Memory

/// The operator's notes and runbooks, searched as they stand in their folders.
///
/// They are looked at again when something is searched, at most every few seconds; a folder that does not answer delays
/// nobody for long, and then what was read before is searched.
package actor Runbooks {
    private var folders: [String]
    private let passages: Passages
    private var reading: Task<Void, Never>?
    private var looked: ContinuousClock.Instant?
    /// What the last look at the folders found wrong, in sentences.
    private var faults: [String] = []

    /// A change of a file is seen after so long.
    private static let interval = Duration.seconds(5)
    /// So long a search waits for the folders.
    private static let patience = Duration.seconds(3)

    init(_ folders: [String], _ passages: Passages) {
        self.folders = folders
        self.passages = passages
    }

    /// Looks into other folders from now on.
    func use(_ folders: [String]) {
        guard folders != self.folders else { return }
        self.folders = folders
        looked = nil
    }

    /// What was found, and what the operator should know of the folders.
    struct Finding: Sendable {
        var passages: [PassageRecord]
        var faults: [String]
    }

    /// Passages with these words, the best match first.
    func search(_ words: String, limit: Int) async throws(MemoryError) -> Finding {
        await follow()
        let found = folders.isEmpty ? [] : try await passages.search(words, limit: limit)
        return Finding(passages: found, faults: faults)
    }

    /// Reads what has changed.
    private func follow() async {
        if reading == nil, looked.map({ .now - $0 >= Self.interval }) ?? true {
            let folders = folders.map(RunbookFolder.init)
            reading = Task { await read(folders) }
        }
        let deadline = ContinuousClock.now + Self.patience
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

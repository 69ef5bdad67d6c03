import Synchronization

/// The last requests, for those who look from outside.
final class RequestJournal: Sendable {
    private let records = Mutex<[RequestRecord]>([])
    private static let limit = 1_000

    func add(_ record: RequestRecord) {
        records.withLock { records in
            records.append(record)
            if records.count > Self.limit { records.removeFirst(records.count - Self.limit) }
        }
    }

    /// The newest last.
    var all: [RequestRecord] { records.withLock { $0 } }
}

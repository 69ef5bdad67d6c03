import Glibc

/// The lock that makes a house the only one of its state: flock(2) on a file that is never removed.
///
/// The file tells the process and the socket, so that a front with another environment finds the house.
final class HouseLock {
    private let file: Descriptor

    /// ``isHeld(_:)`` has the lock for an instant; a house has it for good.
    private static let patience = Duration.milliseconds(200)

    /// Takes the lock, or says who has it.
    ///
    /// - Throws: ``HouseError/alreadyRuns(process:)``.
    init(_ address: HouseAddress) throws(HouseError) {
        try address.prepareState()
        file = try address.openLock(address.lockFile)
        let deadline = Deadline(after: HouseLock.patience)
        while flock(file.number, LOCK_EX | LOCK_NB) == -1 {
            guard !deadline.isOver else { throw .alreadyRuns(process: Record(at: address)?.process) }
            poll(nil, 0, 10)
        }
    }

    /// Writes down where the house is found.
    ///
    /// A full disk keeps no house from starting: only fronts whose environment names another socket miss it.
    func record(socket: String) throws(HouseError) {
        let text = "\(getpid())\n\(socket)\n"
        try HouseError.checking("ftruncate", "the house's lock") { ftruncate(file.number, 0) }
        guard pwrite(file.number, text, text.utf8.count, 0) == -1 else { return }
        guard errno != ENOSPC, errno != EDQUOT else { return }
        throw .system(call: "pwrite", subject: "the house's lock", code: errno)
    }

    /// What the last house wrote into its lock; it may have ended since.
    struct Record: Equatable {
        let process: Int32
        let socket: String

        /// Reads the record; nil when there is none yet or it is cut short.
        init?(at address: HouseAddress) {
            let number = open(address.lockFile, O_RDONLY | O_CLOEXEC)
            guard number != -1 else { return nil }
            let file = Descriptor(number)
            var bytes: [UInt8] = .init(repeating: 0, count: 512)
            let count = read(file.number, &bytes, bytes.count)
            guard count > 0 else { return nil }
            let lines = String(decoding: bytes.prefix(count), as: UTF8.self)
                .split(separator: "\n", omittingEmptySubsequences: false)
            guard lines.count == 3, let process = Int32(lines[0]), lines[1].hasPrefix("/") else { return nil }
            self.process = process
            socket = String(lines[1])
        }
    }

    /// What stands in the lock of a house that somebody ended who wants no other in its place.
    private static let endedMark = "ended\n"

    /// Marks the house as ended on purpose, for the fronts that will see it die.
    static func giveUp(_ address: HouseAddress) {
        let number = open(address.lockFile, O_WRONLY | O_TRUNC | O_CLOEXEC)
        guard number != -1 else { return }
        let file = Descriptor(number)
        _ = write(file.number, endedMark, endedMark.utf8.count)
    }

    /// Whether the house that died was ended on purpose.
    static func isGivenUp(_ address: HouseAddress) -> Bool {
        let number = open(address.lockFile, O_RDONLY | O_CLOEXEC)
        guard number != -1 else { return false }
        let file = Descriptor(number)
        var bytes: [UInt8] = .init(repeating: 0, count: 16)
        let count = read(file.number, &bytes, bytes.count)
        return bytes.prefix(max(0, count)).elementsEqual(endedMark.utf8)
    }

    /// Whether a house holds the lock just now.
    static func isHeld(_ address: HouseAddress) -> Bool {
        let number = open(address.lockFile, O_RDONLY | O_CLOEXEC)
        guard number != -1 else { return false }
        let file = Descriptor(number)
        return flock(file.number, LOCK_SH | LOCK_NB) == -1 && errno == EWOULDBLOCK
    }
}

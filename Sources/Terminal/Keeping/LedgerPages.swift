import CPOSIX
import Glibc
import Synchronization

/// The memory of a ledger: pages of a file without a name (memfd_create(2)), which whoever has its descriptor sees.
///
/// A head, and two slots that hold a state each and what came after it. Whatever moment this process is killed at, what
/// was published before is whole: numbers are stored after what they tell of.
///
/// Sendable because its numbers are atomic and its bytes are written by one owner at a time: a ``Ledger`` under its
/// lock, a ``KeptNote`` on its thread.
final class LedgerPages: @unchecked Sendable {
    let descriptor: Int32
    private let base: UnsafeMutableRawPointer

    /// Bytes of a slot: a state, and then records.
    static let slotLength = 1 << 20
    private static let headLength = 4_096
    private static let length = headLength + 2 * slotLength
    /// What a head begins with: the layout's name and its version.
    private static let mark: UInt64 = 0x0100_5450_454b_564a

    /// The numbers of the head, eight bytes each.
    enum Number: Int {
        case mark
        /// The program, or 0.
        case process
        /// How often somebody began to read it back and did not come to the end.
        case attempts
        /// Of the first slot; those of the second one follow.
        case order
        /// Bytes of the slot's state.
        case stateLength
        /// Bytes of the slot's records.
        case used
        /// 1 when records are missing at its end.
        case isTorn
    }

    private static let numbersOfSlot = 4

    /// Makes new memory; `nil` when the system gives none.
    init?() {
        let file = memfd_create("jarvis-screen", UInt32(MFD_CLOEXEC))
        guard file >= 0 else { return nil }
        guard ftruncate(file, off_t(Self.length)) == 0, let pages = Self.map(file) else {
            close(file)
            return nil
        }
        (descriptor, base) = (file, pages)
        self[.mark] = Self.mark
    }

    /// Takes over memory that another process wrote, its descriptor with it; `nil` when it is none of this layout.
    init?(adopting file: Int32) {
        var status = stat()
        guard fstat(file, &status) == 0, status.st_size == Self.length, let pages = Self.map(file) else {
            close(file)
            return nil
        }
        (descriptor, base) = (file, pages)
        // From here on the destructor closes it.
        guard self[.mark] == Self.mark else { return nil }
    }

    deinit {
        munmap(base, Self.length)
        close(descriptor)
    }

    private static func map(_ file: Int32) -> UnsafeMutableRawPointer? {
        let pages = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0)
        return pages == MAP_FAILED ? nil : pages
    }

    subscript(number: Number) -> UInt64 {
        get { place(number.rawValue).pointee.load(ordering: .acquiring) }
        set { place(number.rawValue).pointee.store(newValue, ordering: .releasing) }
    }

    subscript(number: Number, slot: Int) -> UInt64 {
        get { place(number.rawValue + slot * Self.numbersOfSlot).pointee.load(ordering: .acquiring) }
        set {
            place(number.rawValue + slot * Self.numbersOfSlot).pointee.store(newValue, ordering: .releasing)
        }
    }

    private func place(_ index: Int) -> UnsafeMutablePointer<Atomic<UInt64>> {
        (base + index * 8).assumingMemoryBound(to: Atomic<UInt64>.self)
    }

    /// A slot's bytes.
    func slot(_ index: Int) -> UnsafeMutableRawBufferPointer {
        UnsafeMutableRawBufferPointer(
            start: base + Self.headLength + index * Self.slotLength, count: Self.slotLength)
    }

    /// The state in a slot, and the records behind it, as far as the numbers can be true.
    func content(_ slot: Int) -> (state: UnsafeRawBufferPointer, records: UnsafeRawBufferPointer) {
        let bytes = UnsafeRawBufferPointer(self.slot(slot))
        let end = Int(min(self[.stateLength, slot], UInt64(Self.slotLength)))
        let used = Int(min(self[.used, slot], UInt64(Self.slotLength - end)))
        return (
            UnsafeRawBufferPointer(rebasing: bytes[..<end]),
            UnsafeRawBufferPointer(rebasing: bytes[end..<end + used])
        )
    }
}

/// Something that a screen took in, in the order in which it did.
enum LedgerRecord {
    /// What the program wrote.
    case output(UnsafeRawBufferPointer)
    case size(TerminalSize)

    /// Bytes before what it holds: the kind, and a length of four bytes.
    static let headLength = 5

    static let outputKind: UInt8 = 1
    static let sizeKind: UInt8 = 2

    /// Reads the record at a place and moves on behind it; `nil` at the end, and for what is none.
    init?(_ bytes: UnsafeRawBufferPointer, at place: inout Int) {
        guard bytes.count - place >= Self.headLength else { return nil }
        let length = Int(bytes.loadUnaligned(fromByteOffset: place + 1, as: UInt32.self))
        let first = place + Self.headLength
        guard length <= bytes.count - first else { return nil }
        let content = UnsafeRawBufferPointer(rebasing: bytes[first..<first + length])
        switch bytes[place] {
        case Self.outputKind: self = .output(content)
        case Self.sizeKind:
            guard let size = TerminalSize(content) else { return nil }
            self = .size(size)
        default: return nil
        }
        place = first + length
    }
}

extension TerminalSize {
    /// Columns, rows and pixels, 0 where these are not known, in four bytes each.
    static let ledgerLength = 16

    var ledgerBytes: [UInt8] {
        [columns, rows, pixelWidth ?? 0, pixelHeight ?? 0].flatMap { number in
            withUnsafeBytes(of: UInt32(clamping: number)) { Array($0) }
        }
    }

    init?(_ bytes: UnsafeRawBufferPointer) {
        guard bytes.count >= Self.ledgerLength else { return nil }
        let numbers = (0..<4).map { Int(bytes.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self)) }
        guard numbers[0] > 0, numbers[1] > 0 else { return nil }
        self.init(
            columns: numbers[0], rows: numbers[1], pixelWidth: numbers[2] == 0 ? nil : numbers[2],
            pixelHeight: numbers[3] == 0 ? nil : numbers[3])
    }
}

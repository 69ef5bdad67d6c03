import Glibc

/// The first lines of a crash report, written at once by the handler of the signal; what swift-backtrace has to say
/// takes seconds and takes their place.
///
/// All it needs is made beforehand: a handler may open, write and close, and ask for no memory, signal-safety(7).
struct CrashNote {
    private let path: UnsafeMutablePointer<CChar>
    private let head: UnsafeMutableBufferPointer<UInt8>
    private let number: UnsafeMutableBufferPointer<UInt8>
    private let tail: UnsafeMutableBufferPointer<UInt8>

    /// The digits of a number in hexadecimal.
    private static let digits = 16

    init(_ report: String) {
        path = strdup(report)
        head = Self.kept(
            "Process \(getpid()) of Jarvis was ended by a signal. Number, code and address of it:\n")
        number = Self.kept(String(repeating: "0", count: Self.digits + 1))
        tail = Self.kept(
            "\n\nswift-backtrace was asked for a whole report, which takes the place of this one.\n")
    }

    private static func kept(_ text: String) -> UnsafeMutableBufferPointer<UInt8> {
        let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
        _ = bytes.initialize(from: text.utf8)
        return bytes
    }

    /// Writes them; safe in a handler.
    func write(_ signal: Int32, code: Int32, address: UInt) {
        let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard file >= 0 else { return }
        _ = Glibc.write(file, head.baseAddress, head.count)
        write(UInt(truncatingIfNeeded: signal), to: file)
        write(UInt(UInt32(bitPattern: code)), to: file)
        write(address, to: file)
        _ = Glibc.write(file, tail.baseAddress, tail.count)
        close(file)
    }

    private func write(_ value: UInt, to file: Int32) {
        var rest = value
        var place = Self.digits - 1
        while place >= 0 {
            let digit = UInt8(truncatingIfNeeded: rest & 15)
            number[place] = digit < 10 ? 0x30 &+ digit : 0x57 &+ digit
            rest >>= 4
            place -= 1
        }
        number[Self.digits] = 0x20
        _ = Glibc.write(file, number.baseAddress, number.count)
    }
}

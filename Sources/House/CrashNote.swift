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

/// The folder of crash reports: one file a crash, written by swift-backtrace.
struct CrashFolder {
    let path: String

    /// How many reports are kept.
    static let mostReports = 10

    /// Makes the folder and removes the oldest reports.
    init(_ path: String) throws(HouseError) {
        try PrivateFolder.prepare(path, inSharedParent: false)
        self.path = path
        for name in reports.dropLast(CrashFolder.mostReports - 1) { unlink(path + "/" + name) }
        for name in reports { CrashFolder.close(path + "/" + name) }
    }

    /// Takes a report, which swift-backtrace writes under the house's umask, from everybody else.
    static func close(_ report: String) {
        chmod(report, 0o600)
    }

    /// The names of the reports, oldest first: they begin with the time.
    var reports: [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".crash") { names.append(name) }
        }
        return names.sorted()
    }

    /// A path for the report of a house that starts now, for example `20260711T101530Z-4711.crash`.
    func newReport(at moment: time_t, starter: Int32) -> String {
        var moment = moment
        var parts = tm()
        gmtime_r(&moment, &parts)
        var text: [CChar] = .init(repeating: 0, count: 32)
        let length = strftime(&text, text.count, "%Y%m%dT%H%M%SZ", &parts)
        let time = String(decoding: text.prefix(length).map(UInt8.init(bitPattern:)), as: UTF8.self)
        let stem = "\(path)/\(time)-\(starter)"
        // One front may start several houses in a second.
        let names = [stem + ".crash"] + (2...9).map { "\(stem)-\($0).crash" }
        return names.first { access($0, F_OK) != 0 } ?? names[0]
    }

    /// Whether a report is there, be it that swift-backtrace, which empties it first (``CrashNote``), is about to write it.
    static func holdsReport(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }
}

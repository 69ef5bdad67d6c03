import Glibc

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

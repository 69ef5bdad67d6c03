import Glibc
import Settings

/// Looks whether the configuration file has become another, and what that changes.
package struct ConfigurationWatch {
    /// What became of the file.
    package enum News {
        /// It can be read; what differs from what counted before, in the order of the tables.
        case changed(Configuration, were: Configuration, [SettingChange])
        /// It has mistakes, and is not taken over.
        case mistaken([SettingsError])
        /// It is not there any more.
        case gone
    }

    private let file: String
    /// The themes that there are, for a name that is none of theirs.
    private let themes: @Sendable () -> [String]
    /// What counts: the last file without a mistake.
    private var configuration: Configuration
    /// The file that was read last, and the one that was seen last.
    private var known: Trace?
    private var seen: Trace?

    /// What tells a file from another one of that name, and from itself before it was written.
    private struct Trace: Equatable {
        var device: UInt
        var inode: UInt
        var size: Int
        var mode: UInt32
        var changed: [Int]

        /// `nil` where there is no file.
        init?(_ file: String) {
            var status = stat()
            guard stat(file, &status) == 0 else { return nil }
            device = status.st_dev
            inode = status.st_ino
            size = status.st_size
            mode = status.st_mode
            changed = [
                status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
            ]
        }
    }

    /// Begins with what was read of the file.
    package init(
        file: String, counting configuration: Configuration, themes: @escaping @Sendable () -> [String]
    ) {
        self.file = file
        self.configuration = configuration
        self.themes = themes
        known = Trace(file)
        seen = known
    }

    /// Looks; `nil` where nothing is new, or while the file is still being written.
    ///
    /// A file that was changed is read when two looks have found it the same: editors empty it first.
    package mutating func look() -> News? {
        let trace = Trace(file)
        guard trace != known else {
            seen = trace
            return nil
        }
        guard trace == seen else {
            seen = trace
            return nil
        }
        known = trace
        guard var reading = ConfigurationReading(file: file) else { return .gone }
        reading.examine(themes: themes())
        let mistakes = reading.mistakes.all
        guard mistakes.isEmpty else { return .mistaken(mistakes) }
        let before = configuration
        let changes = Configuration.table.changes(from: before, to: reading.configuration)
        guard !changes.isEmpty else { return nil }
        configuration = reading.configuration
        return .changed(reading.configuration, were: before, changes)
    }
}

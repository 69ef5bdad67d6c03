/// The SQLite library in use, and what is known about it.
package struct SQLiteVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    package let major: Int
    package let minor: Int
    package let patch: Int

    /// From SQLite's own number, such as 3040001 for 3.40.1.
    package init(number: Int) {
        major = number / 1_000_000
        minor = number / 1000 % 1000
        patch = number % 1000
    }

    package var description: String { "\(major).\(minor).\(patch)" }

    /// Whether it can corrupt a database when two connections write and checkpoint at the same instant.
    ///
    /// Mended in 3.51.3 and, for older lines, in 3.50.7 and 3.44.6: https://www.sqlite.org/changes.html.
    package var hasWALResetFault: Bool {
        switch (major, minor) {
        case (3, 44): patch < 6
        case (3, 50): patch < 7
        default: self < SQLiteVersion(number: 3_051_003) && self >= SQLiteVersion(number: 3_007_000)
        }
    }

    /// What the operator should know, `nil` when there is nothing.
    package var warning: String? {
        guard hasWALResetFault else { return nil }
        return "SQLite \(self) can corrupt a database that two programs write at once (mended in 3.51.3). "
            + "Jarvis writes through one connection only and keeps others out; "
            + "do not open its files meanwhile."
    }

    package static func < (left: SQLiteVersion, right: SQLiteVersion) -> Bool {
        (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }
}

import Glibc

/// A user who is not root, to whom the kernel shows less: nobody, by setpriv(1), where the tests run as root, and whoever
/// runs them otherwise.
package struct OrdinaryUser: Sendable {
    package let number: uid_t
    /// What comes before a program's words.
    package let prefix: [String]

    private static let setpriv = "/usr/bin/setpriv"

    /// What keeps root from being somebody else; nil when nothing does.
    package static var obstacle: String? {
        geteuid() == 0 && access(setpriv, X_OK) != 0 ? "no \(setpriv): root cannot be an ordinary user" : nil
    }

    package init() {
        let isRoot = geteuid() == 0
        number = isRoot ? 65_534 : geteuid()
        prefix = isRoot ? [Self.setpriv, "--reuid=\(number)", "--regid=\(number)", "--clear-groups"] : []
    }

    /// Gives a file to this user; `false` when that fails.
    package func takes(_ path: String) -> Bool {
        number == geteuid() || chown(path, number, number) == 0
    }
}

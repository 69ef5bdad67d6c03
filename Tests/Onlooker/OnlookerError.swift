import Glibc

/// Why a program could not be watched: what failed, and errno.
package struct OnlookerError: Error, CustomStringConvertible {
    private let purpose: String
    private let code: Int32

    init(_ purpose: String, code: Int32) {
        self.purpose = purpose
        self.code = code
    }

    package var description: String { "cannot \(purpose): \(String(cString: strerror(code)))" }
}

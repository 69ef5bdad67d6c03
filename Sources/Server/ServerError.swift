/// Why a server does not listen.
package enum ServerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The port cannot be listened on; the system's words.
    case port(number: Int, detail: String)
    /// OpenSSL could not make or use a certificate; its words.
    case certificate(detail: String)
    /// The folder of the certificates cannot be used; the system's words.
    case folder(path: String, detail: String)

    package var description: String {
        switch self {
        case .port(let number, let detail):
            "Port \(number) cannot be listened on (\(detail)): choose another."
        case .certificate(let detail):
            "The server's certificate could not be made (\(detail)): check the OpenSSL installation."
        case .folder(let path, let detail):
            "The server's certificate cannot be kept in \(path) (\(detail)): allow it, or name another folder."
        }
    }
}

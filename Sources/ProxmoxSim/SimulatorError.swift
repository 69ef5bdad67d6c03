import Server

/// Why a simulated cluster does not start.
package enum SimulatorError: Error, Sendable, Hashable, CustomStringConvertible {
    /// A value of the configuration is out of its bounds.
    case unusable(setting: String, value: String, bounds: String)
    /// The port cannot be listened on; the system's words.
    case port(number: Int, detail: String)
    /// OpenSSL could not make or use a certificate; its words.
    case certificate(detail: String)
    /// The folder of the certificates cannot be used; the system's words.
    case folder(path: String, detail: String)
    /// There is no scenario of this name.
    case scenario(name: String)

    package var description: String {
        switch self {
        case .unusable(let setting, let value, let bounds):
            "The simulator cannot use \(setting) \(value): give \(bounds)."
        case .port(let number, let detail):
            "The simulator cannot listen on port \(number) (\(detail)): choose another with --port, 0 for any."
        case .certificate(let detail):
            "The simulator could not make its certificate (\(detail)): check the OpenSSL installation."
        case .folder(let path, let detail):
            "The simulator cannot keep its certificate in \(path) (\(detail)): allow it, or name another with "
                + "XDG_STATE_HOME."
        case .scenario(let name):
            "There is no scenario “\(name)”: choose one of "
                + Scenario.all.map(\.name).joined(separator: ", ") + "."
        }
    }
}

extension SimulatorError {
    init(_ error: ServerError) {
        self =
            switch error {
            case .port(let number, let detail): .port(number: number, detail: detail)
            case .certificate(let detail): .certificate(detail: detail)
            case .folder(let path, let detail): .folder(path: path, detail: detail)
            }
    }
}

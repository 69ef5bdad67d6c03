import Jarvis
import Server

extension ServerError: Explained {
    package enum Code: String, ErrorCode {
        case port = "J-SRV-01"
        case certificate = "J-SRV-02"
        case folder = "J-SRV-03"
    }

    package var code: Code {
        switch self {
        case .port: .port
        case .certificate: .certificate
        case .folder: .folder
        }
    }
}

import Jarvis
import ProxmoxSim

extension SimulatorError: Explained {
    package enum Code: String, ErrorCode {
        case setting = "J-SIM-01"
        case port = "J-SIM-02"
        case certificate = "J-SIM-03"
        case folder = "J-SIM-04"
        case scenario = "J-SIM-05"
    }

    package var code: Code {
        switch self {
        case .unusable: .setting
        case .port: .port
        case .certificate: .certificate
        case .folder: .folder
        case .scenario: .scenario
        }
    }
}

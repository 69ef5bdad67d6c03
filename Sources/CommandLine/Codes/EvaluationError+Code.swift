import Evaluation
import Jarvis

extension EvaluationError: Explained {
    package enum Code: String, ErrorCode {
        case world = "J-EVAL-01"
        case simulator = "J-EVAL-02"
        case memory = "J-EVAL-03"
        case unseen = "J-EVAL-04"
        case hindered = "J-EVAL-06"
    }

    package var code: Code {
        switch self {
        case .unknownWorld: .world
        case .simulator: .simulator
        case .memory: .memory
        case .unseen: .unseen
        case .hindered: .hindered
        }
    }

    package var codeText: String {
        switch self {
        case .simulator(let error): error.codeText
        case .memory(let error): error.codeText
        case .hindered(_, let cause): cause.codeText
        case .unknownWorld, .unseen: code.rawValue
        }
    }
}

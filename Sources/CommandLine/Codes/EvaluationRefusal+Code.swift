import Jarvis

extension EvaluationRefusal: Explained {
    package enum Code: String, ErrorCode {
        case refused = "J-EVAL-05"
    }

    package var code: Code { .refused }
}

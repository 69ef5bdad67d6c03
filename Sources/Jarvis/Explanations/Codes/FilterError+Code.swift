extension FilterError: Explained {
    package enum Code: String, ErrorCode {
        case filter = "J-FLT-01"
    }

    package var code: Code { .filter }
}

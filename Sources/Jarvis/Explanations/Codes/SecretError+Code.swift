extension SecretError: Explained {
    package enum Code: String, ErrorCode {
        case secret = "J-CFG-03"
    }

    package var code: Code { .secret }
}

extension TalkRefusal: Explained {
    package enum Code: String, ErrorCode {
        case talk = "J-TALK-01"
    }

    package var code: Code { .talk }
}

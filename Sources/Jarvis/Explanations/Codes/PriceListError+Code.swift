import AIKit

extension PriceListError: Explained {
    package enum Code: String, ErrorCode {
        case prices = "J-AI-106"
    }

    package var code: Code { .prices }
}
